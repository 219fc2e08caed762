package mailchute.window.reading;

import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JSplitPane;
import javax.swing.UIManager;
import mailchute.history.Channel;
import mailchute.history.Stored;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptView;

/** A transcript with its past, and above it what a search has found, as long as that is looked at. */
public final class SearchableTranscript extends JSplitPane {

    /** How much of the space the hits take at first. */
    private static final double HITS_SHARE = 0.4;

    private final TranscriptView view;
    private final transient HistoryCalls calls;
    private final transient TranscriptHistory past;
    private final SearchPane search;
    private final transient Runnable closed;

    /**
     * Nothing is read before {@link #open}.
     *
     * @param channel whose past the transcript shows; a search looks everywhere
     * @param closed told when the hits are put away
     * @param problem told in a line what cannot be searched for
     */
    public SearchableTranscript(
            TranscriptView view, HistoryCalls calls, Channel channel, Runnable closed, Consumer<String> problem) {
        super(VERTICAL_SPLIT);
        this.view = view;
        this.calls = calls;
        this.closed = closed;
        past = new TranscriptHistory(view, calls, channel);
        search = new SearchPane(calls, this::showHit, this::searchClosed, problem);
        setBorder(BorderFactory.createEmptyBorder());
        setContinuousLayout(true);
        setTopComponent(search);
        setBottomComponent(new TranscriptPane(view));
        setDividerSize(0);
    }

    /** Reads the newest page of the past. */
    public void open() {
        past.open();
    }

    /** Searches, and shows what is found. */
    public void search(String words) {
        boolean opened = !search.isVisible();
        search.search(words);
        if (opened && search.isVisible()) {
            setDividerSize(UIManager.getInt("SplitPane.dividerSize"));
            setDividerLocation(HITS_SHARE);
        }
    }

    /** Puts the hits away. */
    public void closeSearch() {
        search.close();
    }

    private void searchClosed() {
        setDividerSize(0);
        view.requestFocusInWindow();
        closed.run();
    }

    private void showHit(Stored hit) {
        if (hit.entry().channel().equals(past.channel())) {
            past.show(hit);
        } else {
            HistoryWindow.open(view, calls, hit);
        }
    }
}
