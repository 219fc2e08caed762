package mailchute.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.table.AbstractTableModel;
import mailchute.room.ChildSenders;
import mailchute.room.ProcessEnd;
import mailchute.window.part.ExitWords;
import mailchute.window.part.Words;

/** The children of a sender, newest last, with what they do or how they ended; the newest {@value #MOST} of them. */
final class ChildrenModel extends AbstractTableModel {

    private static final int MOST = 200;

    /** The columns, in their order, by the keys of their titles. */
    private static final List<String> TITLES = List.of("child", "pid", "state");

    private record Row(ChildSenders.Child child, String state, boolean running) {}

    private final transient List<Row> rows = new ArrayList<>();

    void started(ChildSenders.Child child) {
        if (rows.size() == MOST) {
            rows.remove(0);
        }
        String handles = DeliveryWords.handles(child.handles());
        String by = Words.of("handles.by." + child.by().name().toLowerCase(Locale.ROOT));
        rows.add(new Row(child, Words.of("children.runs", handles, by), true));
        fireTableDataChanged();
    }

    void ended(ChildSenders.Child child, ProcessEnd end) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).child().pid() == child.pid() && rows.get(i).running()) {
                rows.set(i, new Row(child, ended(end), false));
                fireTableRowsUpdated(i, i);
            }
        }
    }

    /** How a child ended, and what it said last on standard error. */
    static String ended(ProcessEnd end) {
        String how = end.exitCode()
                .map(code -> Words.of("children.ended-with", ExitWords.of(code)))
                .orElseGet(() -> Words.of("children.ended"));
        return end.lastError()
                .filter(line -> !line.isEmpty())
                .map(line -> Words.of("children.ended-saying", how, line))
                .orElse(how);
    }

    /** The child in a row, if it still runs. */
    boolean runs(int row) {
        return rows.get(row).running();
    }

    long pid(int row) {
        return rows.get(row).child().pid();
    }

    @Override
    public int getRowCount() {
        return rows.size();
    }

    @Override
    public int getColumnCount() {
        return TITLES.size();
    }

    @Override
    public String getColumnName(int column) {
        return Words.of("children." + TITLES.get(column));
    }

    @Override
    public Object getValueAt(int row, int column) {
        Row shown = rows.get(row);
        return switch (column) {
            case 0 -> shown.child().nickname();
            case 1 -> Long.toString(shown.child().pid());
            default -> shown.state();
        };
    }
}
