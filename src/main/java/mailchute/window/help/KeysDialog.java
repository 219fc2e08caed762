package mailchute.window.help;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.Window;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import mailchute.window.part.Actions;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** A list of all keys of a window; it may stay open beside it. */
public final class KeysDialog {

    private static final String NAME = "keys-dialog";

    private KeysDialog() {}

    /** Opens the list of a window's keys, or brings it up where it is open. */
    public static void open(JFrame frame) {
        for (Window owned : frame.getOwnedWindows()) {
            if (NAME.equals(owned.getName()) && owned.isShowing()) {
                owned.toFront();
                owned.requestFocus();
                return;
            }
        }
        make(frame).setVisible(true);
    }

    private static JDialog make(JFrame frame) {
        JDialog dialog = new JDialog(frame, Words.of("keys.title"), Dialog.ModalityType.MODELESS);
        dialog.setName(NAME);
        JTable table = PlainComponents.table(new Model(KeyList.of(frame)));
        table.setName("keys");
        table.getAccessibleContext().setAccessibleName(Words.of("keys.title"));
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setShowGrid(false);
        table.getTableHeader().setReorderingAllowed(false);
        PlainComponents.setColumnWidths(table, 150, 330, 160);
        if (table.getRowCount() > 0) {
            table.setRowSelectionInterval(0, 0);
        }
        JScrollPane pane = new JScrollPane(table);
        pane.setPreferredSize(UIScale.scale(new Dimension(660, 460)));
        JButton close = PlainComponents.button(Words.of("dialog.close"));
        close.setName("close-keys");
        close.addActionListener(event -> dialog.dispose());
        JPanel content = new JPanel(new MigLayout("insets 14, fill, wrap", "[grow,fill]", "[grow,fill][]"));
        content.add(pane);
        content.add(close, "alignx right, growx 0");
        dialog.setContentPane(content);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        dialog.getRootPane().setDefaultButton(close);
        Actions.closeOnEscape(dialog);
        dialog.pack();
        dialog.setLocationRelativeTo(frame);
        return dialog;
    }

    private static final class Model extends AbstractTableModel {

        private final transient List<KeyList.Entry> entries;

        Model(List<KeyList.Entry> entries) {
            this.entries = entries;
        }

        @Override
        public int getRowCount() {
            return entries.size();
        }

        @Override
        public int getColumnCount() {
            return 3;
        }

        @Override
        public String getColumnName(int column) {
            return switch (column) {
                case 0 -> Words.of("keys.key");
                case 1 -> Words.of("keys.what");
                default -> Words.of("keys.where");
            };
        }

        @Override
        public Object getValueAt(int row, int column) {
            KeyList.Entry entry = entries.get(row);
            return switch (column) {
                case 0 -> entry.keys();
                case 1 -> entry.what();
                default -> entry.where();
            };
        }
    }
}
