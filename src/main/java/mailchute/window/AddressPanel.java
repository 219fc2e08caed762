package mailchute.window;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** Addresses of kernel objects, each with a button that copies it. */
final class AddressPanel extends JPanel {

    AddressPanel() {
        super(new MigLayout("insets 6 12 6 12, gap 6 2, fillx", "[][grow,fill][]"));
    }

    /** Adds an address under its name. */
    void add(String name, String address) {
        JLabel label = PlainText.label(name);
        JTextField field = new JTextField(address);
        field.setEditable(false);
        field.setBorder(BorderFactory.createEmptyBorder());
        field.setOpaque(false);
        field.setName(name.toLowerCase(java.util.Locale.ROOT) + "-address");
        field.setCaretPosition(0);
        field.getAccessibleContext().setAccessibleName(name + " address");
        label.setLabelFor(field);
        JButton copy = PlainText.button(
                Actions.action("", Icons.COPY.icon(), "", "Copy the " + name.toLowerCase(java.util.Locale.ROOT) + " address", () ->
                        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(address), null)));
        copy.setName("copy-" + name.toLowerCase(java.util.Locale.ROOT));
        copy.putClientProperty("JButton.buttonType", "toolBarButton");
        copy.getAccessibleContext().setAccessibleName("Copy the " + name.toLowerCase(java.util.Locale.ROOT) + " address");
        add((JComponent) label);
        add(field, "wmin 60");
        add(copy, "wrap");
    }
}
