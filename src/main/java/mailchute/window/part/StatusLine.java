package mailchute.window.part;

import java.awt.Dimension;
import javax.accessibility.AccessibleContext;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JPanel;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** The line at the foot of a window that says how things are. What does not fit on it is in its tooltip. */
public final class StatusLine extends JPanel {

    private static final Icon[] ICONS = {
        new SeverityIcon(Severity.INFO, 14),
        new SeverityIcon(Severity.WARNING, 14),
        new SeverityIcon(Severity.ERROR, 14)
    };

    private final JLabel label = PlainComponents.label(" ");

    public StatusLine() {
        super(new MigLayout("insets 4 12 4 12, fillx", "[grow,fill]"));
        label.setName("status");
        label.setIconTextGap(7);
        label.setMinimumSize(new Dimension(0, label.getMinimumSize().height));
        add(label, "wmin 0, hmin 18");
        getAccessibleContext().setAccessibleName(Words.of("status.name"));
        label.getAccessibleContext().setAccessibleName(Words.of("status.name"));
    }

    /** Says how things are, without any fuss. */
    public void info(String text) {
        show(Severity.INFO, text);
    }

    public void warning(String text) {
        show(Severity.WARNING, text);
    }

    public void error(String text) {
        show(Severity.ERROR, text);
    }

    /** Says nothing. */
    public void clear() {
        show(Severity.INFO, "");
    }

    /** What is said at the moment. */
    public String text() {
        return label.getText().strip();
    }

    /** Says something. On the event thread. */
    public void show(Severity severity, String text) {
        String line = VisibleText.line(text);
        label.setText(line.isEmpty() ? " " : line);
        label.setIcon(severity == Severity.INFO ? null : ICONS[severity.ordinal()]);
        label.setToolTipText(line.isEmpty() ? null : VisibleText.of(text));
        String spoken = severity == Severity.INFO ? line : severity.word() + ": " + line;
        AccessibleContext context = getAccessibleContext();
        context.setAccessibleDescription(spoken);
        label.getAccessibleContext().setAccessibleDescription(spoken);
    }
}
