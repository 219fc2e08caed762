package mailchute.window;

import java.awt.BorderLayout;
import java.util.Optional;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import mailchute.history.Channel;
import mailchute.history.History;
import mailchute.window.part.Actions;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.window.reading.ExportDialog;
import mailchute.window.reading.HistoryBanner;
import mailchute.window.reading.HistoryCalls;
import mailchute.window.reading.LinkOpener;
import mailchute.window.reading.SearchBar;
import mailchute.window.reading.SearchableTranscript;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;

/** What one reads in a conversation's window: what is said, what was said before, and what a search of it finds. */
final class ConversationReading {

    private final JPanel panel = new JPanel(new BorderLayout());
    private final TranscriptView transcript = new TranscriptView();
    private final IncomingRows incoming = new IncomingRows(transcript);
    private final Optional<HistoryCalls> calls;
    private final Optional<SearchableTranscript> past;
    private final SearchBar searchBar;
    private final Action search;
    private final Action export;

    /** @param history where conversations are kept, if they are */
    ConversationReading(Optional<History> history, Channel channel, StatusLine status) {
        transcript.setName("transcript");
        transcript.onLink(new LinkOpener(transcript, status::error)::open);
        transcript.onProblem(status::error);
        calls = history.map(kept -> HistoryCalls.of(kept, status));
        past = calls.map(
                reading -> new SearchableTranscript(transcript, reading, channel, this::searchClosed, status::error));
        searchBar = new SearchBar(
                words -> past.ifPresent(searched -> searched.search(words)),
                () -> past.ifPresent(SearchableTranscript::closeSearch));
        search = Actions.action(Words.of("search"), null, "ctrl F", Words.of("search.tip"), searchBar::open);
        search.setEnabled(past.isPresent());
        export = ExportDialog.action(panel, history, channel, status);
        JPanel top = new JPanel(new BorderLayout());
        history.ifPresent(kept -> top.add(HistoryBanner.of(kept), BorderLayout.NORTH));
        top.add(searchBar, BorderLayout.SOUTH);
        panel.add(top, BorderLayout.NORTH);
        panel.add(
                past.<JComponent>map(searched -> searched).orElseGet(() -> new TranscriptPane(transcript)),
                BorderLayout.CENTER);
    }

    private void searchClosed() {
        searchBar.setVisible(false);
    }

    /** All of it. */
    JComponent component() {
        return panel;
    }

    TranscriptView transcript() {
        return transcript;
    }

    /** Rows that arrive, on any thread. */
    IncomingRows incoming() {
        return incoming;
    }

    /** Says something of our own between the messages. */
    void note(String text) {
        incoming.add(TranscriptRow.system(text));
    }

    /** Opens the search field. */
    Action search() {
        return search;
    }

    /** Writes what was said into a file. */
    Action export() {
        return export;
    }

    /** Calls it by the other side's name. */
    void showName(String nickname) {
        transcript.getAccessibleContext().setAccessibleName(Words.of("conversation.with", nickname));
        transcript.setEmptyHint(Words.of("conversation.empty", nickname));
    }

    /** Reads what was said before. */
    void open() {
        past.ifPresent(SearchableTranscript::open);
    }

    /** Takes no more rows and reads no more. */
    void close() {
        incoming.close();
        calls.ifPresent(HistoryCalls::close);
    }
}
