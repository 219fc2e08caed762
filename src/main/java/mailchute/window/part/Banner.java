package mailchute.window.part;

import java.awt.Color;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** A strip that says something that stays true for a while; it takes no space while there is nothing to say. */
public final class Banner extends JPanel {

    private final JLabel label = PlainComponents.label(" ");

    public Banner(String name) {
        super(new MigLayout("insets 6 12 6 8, fillx", "[grow,fill][]"));
        setName(name);
        label.setName(name + "-text");
        label.setIconTextGap(8);
        Action away =
                Actions.action("", Icons.CLOSE.icon(), "ESCAPE", Words.of("banner.dismiss"), () -> setVisible(false));
        Actions.bind(away, this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
        JButton dismiss = PlainComponents.button(away);
        dismiss.setName(name + "-dismiss");
        dismiss.putClientProperty("JButton.buttonType", "toolBarButton");
        dismiss.getAccessibleContext().setAccessibleName(Words.of("banner.dismiss"));
        add(label, "wmin 0");
        add(dismiss);
        setVisible(false);
        updateUI();
    }

    /** Says something until it is said otherwise, or dismissed. On the event thread. */
    public void show(Severity severity, String text) {
        label.setIcon(new SeverityIcon(severity, 16));
        label.setText(VisibleText.line(text));
        label.setToolTipText(VisibleText.line(text));
        label.getAccessibleContext().setAccessibleName(severity.word() + ": " + VisibleText.line(text));
        setVisible(true);
        revalidate();
    }

    /** There is nothing to say any more. */
    public void clear() {
        setVisible(false);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        Color background = UIManager.getColor("Banner.background");
        if (background != null) {
            setBackground(background);
        }
        Color line = UIManager.getColor("Component.borderColor");
        setBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, line == null ? getForeground() : line));
    }
}
