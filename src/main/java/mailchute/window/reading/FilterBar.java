package mailchute.window.reading;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import mailchute.window.part.Actions;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** Above a transcript: whose messages are shown, how many are muted, and where to search. */
public final class FilterBar extends JPanel {

    private final transient SenderChoice choice;
    private final DefaultComboBoxModel<Optional<String>> names = new DefaultComboBoxModel<>();
    private final JComboBox<Optional<String>> shown =
            PlainComponents.comboBox(names, name -> name.orElseGet(() -> Words.of("filter.everyone")));
    private final JButton muted = PlainComponents.button("");
    private final SearchField search;
    private boolean filling;

    /** @param searched given what was typed, when Enter is pressed */
    public FilterBar(SenderChoice choice, Consumer<String> searched) {
        super(new MigLayout("insets 4 12 4 12, gap 8 0, fillx", "[][120:180:180,fill]push[][120:240:240,fill]"));
        this.choice = choice;
        JLabel label = PlainComponents.label(Words.of("filter.show"));
        label.setLabelFor(shown);
        label.setDisplayedMnemonic(Words.of("filter.show.key").charAt(0));
        shown.setName("shown-sender");
        shown.getAccessibleContext().setAccessibleName(Words.of("filter.name"));
        shown.addPopupMenuListener(new FillWhenOpened());
        shown.addActionListener(event -> {
            if (!filling) {
                choice.showOnly(names.getElementAt(Math.max(0, shown.getSelectedIndex())));
            }
        });
        muted.setName("muted");
        muted.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        muted.addActionListener(event -> showMuted());
        search = new SearchField(searched);
        add(label, "cell 0 0");
        add(shown, "cell 1 0");
        add(muted, "cell 2 0");
        add(search, "cell 3 0");
        choice.onChange(this::choiceChanged);
        fill();
        choiceChanged();
    }

    /** The field that is searched from. */
    public SearchField searchField() {
        return search;
    }

    private void choiceChanged() {
        if (!choice.only().equals(names.getSelectedItem())) {
            fill();
        }
        Map<String, Long> counts = choice.mutedCounts();
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        muted.setVisible(!counts.isEmpty());
        muted.setText(Words.of("muted.count", counts.size(), messages));
        muted.setToolTipText(Words.of("muted.tip"));
        muted.getAccessibleContext().setAccessibleName(muted.getText());
        revalidate();
    }

    private void fill() {
        filling = true;
        names.removeAllElements();
        names.addElement(Optional.empty());
        choice.senders().forEach(name -> names.addElement(Optional.of(name)));
        names.setSelectedItem(choice.only());
        filling = false;
    }

    /** The muted senders, each with what was not shown of it; choosing one shows it again. */
    private void showMuted() {
        JPopupMenu menu = new JPopupMenu();
        menu.setName("muted-senders");
        choice.mutedCounts()
                .forEach((name, count) -> menu.add(PlainComponents.menuItem(Actions.action(
                        Words.of("muted.unmute", name, count),
                        null,
                        "",
                        Words.of("muted.unmute.tip"),
                        () -> choice.unmute(name)))));
        menu.show(muted, 0, muted.getHeight());
    }

    private final class FillWhenOpened implements PopupMenuListener {

        @Override
        public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
            fill();
        }

        @Override
        public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
            // What was chosen is told by the box.
        }

        @Override
        public void popupMenuCanceled(PopupMenuEvent event) {
            // Nothing was chosen.
        }
    }
}
