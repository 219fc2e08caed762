package mailchute.window.participants;

import java.util.List;
import java.util.Optional;
import javax.swing.table.AbstractTableModel;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Member;
import mailchute.window.part.Words;

/** The participants as rows of a table, each parent above its children. */
final class ParticipantsModel extends AbstractTableModel {

    /** The columns, in their order. */
    enum Column {
        PARTICIPANT,
        ROLE,
        PID,
        ROOM,
        SINCE;

        String title() {
            return switch (this) {
                case PARTICIPANT -> Words.of("participant.column.participant");
                case ROLE -> Words.of("participant.column.role");
                case PID -> Words.of("participant.column.pid");
                case ROOM -> Words.of("participant.column.room");
                case SINCE -> Words.of("participant.column.since");
            };
        }
    }

    private transient List<ParticipantRow> rows = List.of();

    /** Shows these rows from now on. */
    void setRows(List<ParticipantRow> now) {
        List<ParticipantRow> before = rows;
        rows = now;
        if (identities(now).equals(identities(before))) {
            if (!now.equals(before)) {
                fireTableRowsUpdated(0, now.size() - 1);
            }
        } else {
            fireTableDataChanged();
        }
    }

    private static List<ProcessIdentity> identities(List<ParticipantRow> rows) {
        return rows.stream().map(row -> row.member().identity()).toList();
    }

    ParticipantRow row(int index) {
        return rows.get(index);
    }

    /** The row of a process. */
    Optional<Integer> indexOf(ProcessIdentity process) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).member().identity().equals(process)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    @Override
    public int getRowCount() {
        return rows.size();
    }

    @Override
    public int getColumnCount() {
        return Column.values().length;
    }

    @Override
    public String getColumnName(int column) {
        return Column.values()[column].title();
    }

    @Override
    public Object getValueAt(int index, int column) {
        ParticipantRow row = rows.get(index);
        Member member = row.member();
        return switch (Column.values()[column]) {
            case PARTICIPANT -> ParticipantWords.nickname(member);
            case ROLE -> ParticipantWords.role(member);
            case PID -> member.pid();
            case ROOM -> ParticipantWords.room(member);
            case SINCE ->
                row.departure()
                        .map(ParticipantWords::brief)
                        .orElseGet(() -> ParticipantWords.time(ParticipantWords.since(member)));
        };
    }
}
