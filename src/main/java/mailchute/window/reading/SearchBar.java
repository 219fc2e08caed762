package mailchute.window.reading;

import java.util.function.Consumer;
import javax.swing.JPanel;
import mailchute.window.part.Actions;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** A search field that is there while somebody searches; Escape puts it away. */
public final class SearchBar extends JPanel {

    private final SearchField field;

    /**
     * A bar that is not visible.
     *
     * @param searched given what was typed, when Enter is pressed
     * @param away told that somebody has put it away
     */
    public SearchBar(Consumer<String> searched, Runnable away) {
        super(new MigLayout("insets 4 12 4 12, fillx", "push[120:240:,fill]"));
        setName("search-bar");
        field = new SearchField(searched);
        add(field);
        Actions.bind(
                Actions.action("", null, "ESCAPE", Words.of("search.close"), () -> {
                    setVisible(false);
                    away.run();
                }),
                this,
                WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
        setVisible(false);
    }

    /** Shows the field and lets one type in it. */
    public void open() {
        setVisible(true);
        field.requestFocusInWindow();
        field.selectAll();
    }
}
