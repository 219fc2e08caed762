package mailchute.window;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
import net.miginfocom.swing.MigLayout;

/** Addresses of kernel objects, each with a button that copies it. */
final class AddressPanel extends JPanel {

    private final transient StatusLine status;

    /** @param status is told what was copied */
    AddressPanel(StatusLine status) {
        super(new MigLayout("insets 6 12 6 12, gap 6 2, fillx", "[]10[grow,fill][]"));
        this.status = status;
    }

    /** Adds an address under its name. */
    void add(String name, String address) {
        String word = name.toLowerCase(Locale.ROOT);
        JLabel label = PlainComponents.label(name);
        JTextField field = new JTextField(address);
        field.setEditable(false);
        field.setBorder(BorderFactory.createEmptyBorder());
        field.setOpaque(false);
        field.setName(word + "-address");
        field.setCaretPosition(0);
        field.getAccessibleContext().setAccessibleName(name + " address");
        label.setLabelFor(field);
        JButton copy = PlainComponents.button(
                Actions.action("", Icons.COPY.icon(), "", "Copy the " + word + " address", () -> copy(word, address)));
        copy.setName("copy-" + word);
        copy.putClientProperty("JButton.buttonType", "toolBarButton");
        copy.getAccessibleContext().setAccessibleName("Copy the " + word + " address");
        add(label);
        add(field, "wmin 60");
        add(copy, "wrap");
    }

    private void copy(String word, String address) {
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(address), null);
            status.info("Copied the " + word + " address");
        } catch (IllegalStateException e) {
            // Windows lets one program at a time at the clipboard.
            status.error("Not copied, another program holds the clipboard: " + e.getMessage());
        }
    }
}
