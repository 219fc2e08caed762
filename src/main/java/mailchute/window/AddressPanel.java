package mailchute.window;

import java.util.Locale;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import mailchute.window.part.Actions;
import mailchute.window.part.CopiedText;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** Addresses of kernel objects, each with a button that copies it. */
final class AddressPanel extends JPanel {

    private final transient StatusLine status;

    /** @param status is told what was copied */
    AddressPanel(StatusLine status) {
        super(new MigLayout("insets 6 12 6 12, gap 6 2, fillx", "[]10[grow,fill][]"));
        this.status = status;
    }

    /** What an address leads to; each has its words in the bundles. */
    enum Kind {
        MAILSLOT("ctrl shift M"),
        PLAIN_MAILSLOT("ctrl shift L"),
        PIPE("ctrl shift P");

        private final String key;

        /** @param key which copies the address */
        Kind(String key) {
            this.key = key;
        }

        /** For the names of components. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Adds an address. */
    void add(Kind kind, String address) {
        String name = Words.of("address." + kind.word());
        JLabel label = PlainComponents.label(name);
        JTextField field = new JTextField(address);
        field.setEditable(false);
        field.setBorder(BorderFactory.createEmptyBorder());
        field.setOpaque(false);
        field.setName(kind.word() + "-address");
        field.setCaretPosition(0);
        field.getAccessibleContext().setAccessibleName(Words.of("address.name", name));
        label.setLabelFor(field);
        String tip = Words.of("address.copy", name);
        Action action = Actions.action("", Icons.COPY.icon(), kind.key, tip, () -> copy(name, address));
        JButton copy = PlainComponents.button(action);
        copy.setName("copy-" + kind.word());
        copy.putClientProperty("JButton.buttonType", "toolBarButton");
        copy.getAccessibleContext().setAccessibleName(tip);
        Actions.bind(action, this, JComponent.WHEN_IN_FOCUSED_WINDOW);
        add(label);
        add(field, "wmin 60");
        add(copy, "wrap");
    }

    private void copy(String name, String address) {
        CopiedText.copy(address).ifPresentOrElse(status::error, () -> status.info(Words.of("address.copied", name)));
    }
}
