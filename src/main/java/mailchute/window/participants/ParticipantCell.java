package mailchute.window.participants;

import java.awt.AlphaComposite;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JTable;
import javax.swing.UIManager;
import javax.swing.table.DefaultTableCellRenderer;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;

/**
 * A cell of the list: the first one indented below the parent's, with the role's icon, and bold for this window's own process;
 * dim who has left and who is only there for somebody below.
 */
final class ParticipantCell extends DefaultTableCellRenderer {

    private static final int INDENT = 16;

    private final transient ParticipantsModel model;
    private final long self;

    /** @param self this process */
    ParticipantCell(ParticipantsModel model, long self) {
        PlainComponents.plain(this);
        this.model = model;
        this.self = self;
    }

    @Override
    protected void setValue(Object value) {
        setText(VisibleText.line(String.valueOf(value)));
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, Object value, boolean isSelected, boolean focused, int index, int column) {
        ParticipantRow row = model.row(index);
        boolean dim = !row.isHere() || row.context();
        // What is set lasts until the next cell, and null stands for the table's own.
        setForeground(dim ? UIManager.getColor("Transcript.dim") : null);
        super.getTableCellRendererComponent(table, value, isSelected, focused, index, column);
        String sentence = VisibleText.line(ParticipantWords.sentence(row));
        setToolTipText(sentence);
        boolean first = table.convertColumnIndexToModel(column) == ParticipantsModel.Column.PARTICIPANT.ordinal();
        if (first && row.isHere() && row.member().pid() == self) {
            setFont(getFont().deriveFont(Font.BOLD));
        }
        if (first) {
            setBorder(BorderFactory.createCompoundBorder(
                    getBorder(), BorderFactory.createEmptyBorder(0, row.depth() * INDENT, 0, 0)));
        }
        setIcon(first ? icon(row, dim) : null);
        getAccessibleContext()
                .setAccessibleName(
                        first ? sentence : Words.of("participant.cell", table.getColumnName(column), getText()));
        return this;
    }

    private static Icon icon(ParticipantRow row, boolean dim) {
        return row.member()
                .card()
                .map(card -> Icons.of(card.role()).icon())
                .map(icon -> dim ? new Faded(icon) : icon)
                .orElse(null);
    }

    private record Faded(Icon icon) implements Icon {

        private static final float STRENGTH = 0.45f;

        @Override
        public void paintIcon(Component component, Graphics graphics, int x, int y) {
            Graphics2D faded = (Graphics2D) graphics.create();
            faded.setComposite(AlphaComposite.SrcOver.derive(STRENGTH));
            icon.paintIcon(component, faded, x, y);
            faded.dispose();
        }

        @Override
        public int getIconWidth() {
            return icon.getIconWidth();
        }

        @Override
        public int getIconHeight() {
            return icon.getIconHeight();
        }
    }
}
