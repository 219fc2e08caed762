package mailchute.window;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.Dimension;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.table.AbstractTableModel;
import mailchute.room.Broadcast;
import mailchute.room.Delivery;
import mailchute.window.part.Actions;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** Which receivers have a message and which have not, and a button that writes it to the latter again. */
final class DeliveriesDialog {

    private final JDialog dialog;
    private final Model model = new Model();
    private final JButton again = PlainComponents.button(Words.of("delivery.again"));

    private DeliveriesDialog(Component owner, Broadcast broadcast, Consumer<Consumer<Broadcast>> sendAgain) {
        dialog = new JDialog(
                SwingUtilities.getWindowAncestor(owner), Words.of("delivery.title"), Dialog.ModalityType.MODELESS);
        JTable table = PlainComponents.table(model);
        table.setName("deliveries");
        table.getAccessibleContext().setAccessibleName(Words.of("delivery.title"));
        table.setFillsViewportHeight(true);
        PlainComponents.setColumnWidths(table, 170, 330);
        JButton close = PlainComponents.button(Words.of("dialog.close"));
        close.setName("close-deliveries");
        close.addActionListener(event -> dialog.dispose());
        again.setName("send-again");
        again.addActionListener(event -> {
            again.setEnabled(false);
            sendAgain.accept(this::show);
        });
        JPanel content = new JPanel(new MigLayout("insets 14, fill, wrap", "[grow,fill]", "[grow,fill][]"));
        JScrollPane pane = new JScrollPane(table);
        pane.setPreferredSize(new Dimension(520, 190));
        content.add(pane);
        JPanel buttons = new JPanel(new MigLayout("insets 0, alignx right"));
        buttons.add(again, "sizegroup button");
        buttons.add(close, "sizegroup button");
        content.add(buttons);
        dialog.setName("deliveries-dialog");
        dialog.setContentPane(content);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        dialog.getRootPane().setDefaultButton(close);
        Actions.closeOnEscape(dialog);
        show(broadcast);
        dialog.pack();
        dialog.setLocationRelativeTo(owner);
    }

    /**
     * Opens the dialog.
     *
     * @param sendAgain writes the message again where it was not taken, and tells the given one on the event thread what
     *     became of it
     */
    static void open(Component owner, Broadcast broadcast, Consumer<Consumer<Broadcast>> sendAgain) {
        new DeliveriesDialog(owner, broadcast, sendAgain).dialog.setVisible(true);
    }

    private void show(Broadcast broadcast) {
        model.deliveries = broadcast.deliveries();
        model.fireTableDataChanged();
        again.setEnabled(broadcast.taken() < broadcast.deliveries().size());
    }

    private static final class Model extends AbstractTableModel {

        private transient List<Delivery> deliveries = List.of();

        @Override
        public int getRowCount() {
            return deliveries.size();
        }

        @Override
        public int getColumnCount() {
            return 2;
        }

        @Override
        public String getColumnName(int column) {
            return column == 0 ? Words.of("targets.receiver") : Words.of("delivery.state");
        }

        @Override
        public Object getValueAt(int row, int column) {
            Delivery delivery = deliveries.get(row);
            if (column == 0) {
                return DeliveryWords.label(delivery.target());
            }
            return delivery.taken()
                    ? Words.of("delivery.taken")
                    : Words.of("delivery.not-taken", DeliveryWords.why(delivery));
        }
    }
}
