package mailchute.window;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.swing.table.AbstractTableModel;
import mailchute.room.Target;

/** The mailslots that a sender can write to, and which of them are ticked: all, unless changed. */
final class TargetsModel extends AbstractTableModel {

    private static final List<String> TITLES = List.of("To", "Receiver", "PID", "Write handle");

    private transient List<Target> targets = List.of();
    private final transient Set<Long> unticked = new HashSet<>();

    void setTargets(List<Target> now) {
        targets = List.copyOf(now);
        unticked.retainAll(targets.stream().map(TargetsModel::key).collect(Collectors.toSet()));
        fireTableDataChanged();
    }

    /** Whether a receiver is ticked. */
    boolean isTicked(Target target) {
        return !unticked.contains(key(target));
    }

    /** The receivers that are ticked, by the key that stays theirs. */
    Set<Long> ticked() {
        return targets.stream().filter(this::isTicked).map(TargetsModel::key).collect(Collectors.toSet());
    }

    /** What names a target for as long as it is there. */
    static long key(Target target) {
        return target.receiver() == 0 ? -target.handle() : target.receiver();
    }

    Target target(int row) {
        return targets.get(row);
    }

    @Override
    public int getRowCount() {
        return targets.size();
    }

    @Override
    public int getColumnCount() {
        return TITLES.size();
    }

    @Override
    public String getColumnName(int column) {
        return TITLES.get(column);
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return column == 0 ? Boolean.class : Object.class;
    }

    @Override
    public boolean isCellEditable(int row, int column) {
        return column == 0;
    }

    @Override
    public Object getValueAt(int row, int column) {
        Target target = targets.get(row);
        return switch (column) {
            case 0 -> isTicked(target);
            case 1 -> target.receiver() == 0 ? "not yet known" : target.nickname();
            case 2 -> target.receiver() == 0 ? "" : Long.toString(target.receiver());
            default -> Long.toString(target.handle());
        };
    }

    @Override
    public void setValueAt(Object value, int row, int column) {
        long key = key(targets.get(row));
        if (Boolean.TRUE.equals(value)) {
            unticked.remove(key);
        } else {
            unticked.add(key);
        }
        fireTableRowsUpdated(row, row);
    }
}
