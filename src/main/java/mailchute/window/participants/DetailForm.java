package mailchute.window.participants;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.function.BiConsumer;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.JToolTip;
import javax.swing.Scrollable;
import javax.swing.UIManager;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** Names and values one below the other; each value can be selected, and some be copied with a button. */
final class DetailForm extends JPanel implements Scrollable {

    private final transient BiConsumer<String, String> copied;

    /** @param copied does the copying: given the name of a value, and the value */
    DetailForm(BiConsumer<String, String> copied) {
        super(new MigLayout("insets 6 12 8 8, gap 8 3, fillx, hidemode 3", "[][grow,fill][]"));
        this.copied = copied;
    }

    /** What stands above. */
    void title(String text, Icon icon) {
        JLabel title = PlainComponents.label(text, icon);
        title.setName("detail-title");
        title.setFont(title.getFont().deriveFont(Font.BOLD));
        title.setMinimumSize(new Dimension(0, title.getPreferredSize().height));
        add(title, "span, growx, wmin 0, wrap, gapbottom 2");
    }

    /** A value under its name, to be changed as long as it is shown. */
    JTextField value(String name, String label, String value) {
        JTextField field = row(name, label, value);
        add(field, "span, growx, wmin 60, wrap");
        return field;
    }

    /** A value that can be copied. */
    JTextField copyable(String name, String label, String value) {
        JTextField field = row(name, label, value);
        String tip = Words.of("participant.copy", label);
        JButton copy = PlainComponents.button(
                Actions.action("", Icons.COPY.icon(), "", tip, () -> copied.accept(label, value)));
        copy.setName("copy-detail-" + name);
        copy.putClientProperty("JButton.buttonType", "toolBarButton");
        copy.getAccessibleContext().setAccessibleName(tip);
        add(field, "growx, wmin 60");
        add(copy, "h 20!, wrap");
        return field;
    }

    private JTextField row(String name, String label, String value) {
        JLabel named = PlainComponents.label(label);
        named.setForeground(UIManager.getColor("Transcript.dim"));
        JTextField field = field(name, label, value);
        named.setLabelFor(field);
        add(named, "aligny center");
        return field;
    }

    private static JTextField field(String name, String accessibleName, String value) {
        JTextField field = new JTextField() {
            @Override
            public JToolTip createToolTip() {
                return PlainComponents.toolTip(this);
            }
        };
        field.setEditable(false);
        field.setBorder(BorderFactory.createEmptyBorder());
        field.setOpaque(false);
        field.setName("detail-" + name);
        field.getAccessibleContext().setAccessibleName(VisibleText.line(accessibleName));
        show(field, value);
        return field;
    }

    /** Shows another value; whoever has selected some of an equal one keeps that. */
    static void show(JTextField field, String value) {
        String line = VisibleText.line(value);
        if (!field.getText().equals(line)) {
            field.setText(line);
            field.setCaretPosition(0);
            field.setToolTipText(line);
        }
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return getFontMetrics(getFont()).getHeight();
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return visible.height;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return false;
    }
}
