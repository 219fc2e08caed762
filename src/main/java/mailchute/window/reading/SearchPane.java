package mailchute.window.reading;

import java.awt.BorderLayout;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import mailchute.history.Channel;
import mailchute.history.HistoryReader;
import mailchute.history.SearchQuery;
import mailchute.history.SearchQuery.BadQueryException;
import mailchute.history.Stored;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import net.miginfocom.swing.MigLayout;

/** What a search of the history has found, the newest hit first; a hit leads to its place. */
public final class SearchPane extends JPanel {

    private static final int PAGE = 50;

    private final transient HistoryCalls calls;
    private final transient Consumer<String> problem;
    private final transient Runnable closed;
    private final TranscriptView hits = new TranscriptView();
    private final JLabel summary = PlainComponents.label(" ");
    private final JButton more;
    private transient Optional<SearchQuery> query = Optional.empty();
    private long last = Long.MAX_VALUE;
    private int shown;
    private int wanted;

    /**
     * An empty pane, not visible until something is searched for.
     *
     * @param chosen given the hit that somebody wants to see in its place
     * @param closed told when the pane is closed
     * @param problem told in a line what cannot be searched for
     */
    public SearchPane(HistoryCalls calls, Consumer<Stored> chosen, Runnable closed, Consumer<String> problem) {
        super(new BorderLayout());
        this.calls = calls;
        this.problem = problem;
        setName("search-pane");
        hits.setName("search-hits");
        hits.getAccessibleContext().setAccessibleName(Words.of("search.hits"));
        hits.setEmptyHint(Words.of("search.none"));
        hits.onOpen(row -> Said.of(row)
                .ifPresent(said -> chosen.accept(new Stored(said.place().orElseThrow(), said.entry()))));
        this.closed = closed;
        Action closing = Actions.action("", Icons.CLOSE.icon(), "ESCAPE", Words.of("search.close"), this::close);
        Actions.bind(closing, this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
        more = PlainComponents.button(
                Actions.action(Words.of("search.more"), null, "", Words.of("search.more.tip"), this::more));
        more.setName("search-more");
        JButton closeButton = PlainComponents.button(closing);
        closeButton.setName("search-close");
        closeButton.putClientProperty("JButton.buttonType", "toolBarButton");
        closeButton.getAccessibleContext().setAccessibleName(Words.of("search.close"));
        summary.setName("search-summary");
        JPanel head = new JPanel(new MigLayout("insets 4 12 4 8, fillx", "[grow,fill][][]"));
        head.add(summary, "wmin 0");
        head.add(more);
        head.add(closeButton);
        head.setBorder(BorderFactory.createMatteBorder(1, 0, 1, 0, UIManager.getColor("Component.borderColor")));
        add(head, BorderLayout.NORTH);
        add(hits.inScrollPane(), BorderLayout.CENTER);
        setVisible(false);
    }

    /** Searches and shows itself. */
    public void search(String text) {
        try {
            SearchQuery parsed = SearchQuery.parse(text, ZoneId.systemDefault());
            query = Optional.of(parsed);
            last = Long.MAX_VALUE;
            shown = 0;
            wanted = PAGE;
            hits.content().clear();
            summary.setText(Words.of("search.searching"));
            more.setVisible(false);
            setVisible(true);
            calls.run(reader -> reader.search(parsed, Long.MAX_VALUE, PAGE), found -> {
                show(parsed, found);
                hits.requestFocusInWindow();
            });
        } catch (BadQueryException e) {
            problem.accept(
                    e.problem() == BadQueryException.Problem.EMPTY
                            ? Words.of("search.empty")
                            : Words.of("search.no-date", e.part()));
        }
    }

    /** Puts itself away, with what was found. */
    void close() {
        query = Optional.empty();
        setVisible(false);
        closed.run();
    }

    private void more() {
        wanted = shown + PAGE;
        query.ifPresent(this::goOn);
    }

    private void goOn(SearchQuery asked) {
        long before = last;
        int most = wanted - shown;
        calls.run(reader -> reader.search(asked, before, most), found -> show(asked, found));
    }

    /** The newest hit comes first, as in every list of what was found. */
    private void show(SearchQuery asked, HistoryReader.Found found) {
        if (!query.equals(Optional.of(asked))) {
            // Somebody searches for something else by now.
            return;
        }
        List<Stored> page = found.hits();
        shown += page.size();
        last = found.next().orElse(last);
        boolean first = hits.content().rowCount() == 0;
        // Not as something that arrives: nothing of it is new.
        hits.content().appendNewer(page.stream().map(SearchPane::row).toList(), true);
        if (first) {
            hits.scrollToEldest();
        }
        if (found.more() && shown < wanted) {
            // A search that has to look at many messages comes in parts, so that what else is read meanwhile need not
            // wait.
            summary.setText(Words.of("search.searching"));
            goOn(asked);
            return;
        }
        more.setVisible(found.more());
        summary.setText(found.more() ? Words.of("search.found-more", shown) : Words.of("search.found", shown));
    }

    private static TranscriptRow row(Stored stored) {
        TranscriptRow row = Said.row(stored.entry(), OptionalLong.of(stored.number()));
        Channel channel = stored.entry().channel();
        String where = channel instanceof Channel.Room
                ? Words.of("search.in-room", channel.name())
                : Words.of("search.in-conversation", channel.name());
        return new TranscriptRow(
                Long.toString(stored.number()),
                row.kind(),
                row.time(),
                row.sender(),
                where,
                row.text(),
                row.source(),
                "");
    }
}
