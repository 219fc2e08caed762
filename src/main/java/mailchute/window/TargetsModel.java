package mailchute.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.swing.table.AbstractTableModel;
import mailchute.room.Broadcast;
import mailchute.room.Delivery;
import mailchute.room.Target;
import mailchute.window.part.Words;

/** The mailslots that a sender can write to, how they took the last message, and which of them are ticked: all, unless changed. */
final class TargetsModel extends AbstractTableModel {

    /** The columns, in their order, by the keys of their titles. */
    private static final List<String> TITLES = List.of("ticked", "receiver", "pid", "handle", "presence");

    private transient List<Target> targets = List.of();
    private final transient Set<Long> unticked = new HashSet<>();
    private final transient Map<Long, String> failures = new HashMap<>();

    void setTargets(List<Target> now) {
        targets = List.copyOf(now);
        Set<Long> here = targets.stream().map(TargetsModel::key).collect(Collectors.toSet());
        unticked.retainAll(here);
        failures.keySet().retainAll(here);
        fireTableDataChanged();
    }

    /** Shows how each mailslot took a message. */
    void note(Broadcast broadcast) {
        for (Delivery delivery : broadcast.deliveries()) {
            long key = key(delivery.target());
            if (delivery.taken()) {
                failures.remove(key);
            } else {
                failures.put(key, DeliveryWords.why(delivery));
            }
        }
        if (!targets.isEmpty()) {
            fireTableRowsUpdated(0, targets.size() - 1);
        }
    }

    /** Whether a receiver is ticked. */
    boolean isTicked(Target target) {
        return !unticked.contains(key(target));
    }

    /** The receivers that are ticked, by the key that stays theirs. */
    Set<Long> ticked() {
        return targets.stream().filter(this::isTicked).map(TargetsModel::key).collect(Collectors.toSet());
    }

    /** The ticked receivers that are processes one can talk to. */
    List<Long> tickedReceivers() {
        return targets.stream()
                .filter(this::isTicked)
                .map(Target::receiver)
                .filter(pid -> pid != 0)
                .toList();
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
        return Words.of("targets." + TITLES.get(column));
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
            case 1 -> name(target);
            case 2 -> target.receiver() == 0 ? "" : Long.toString(target.receiver());
            case 3 -> Long.toString(target.handle());
            default -> failures.getOrDefault(key(target), Words.of("targets.here"));
        };
    }

    private static String name(Target target) {
        if (target.receiver() != 0) {
            return target.nickname();
        }
        return target.nickname().isEmpty()
                ? Words.of("targets.unknown")
                : Words.of("target.mailslot", target.nickname());
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
