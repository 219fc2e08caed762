package mailchute.window;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.swing.table.AbstractTableModel;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.wire.Frame;

/** The participants as rows of a table, each parent above its children. */
final class ParticipantsModel extends AbstractTableModel {

    /** The columns, in their order. */
    enum Column {
        PARTICIPANT("Participant"),
        ROLE("Role"),
        PID("PID"),
        ROOM("Room"),
        SINCE("Up since");

        private final String title;

        Column(String title) {
            this.title = title;
        }
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private transient List<MemberTree.Row> rows = List.of();

    /** Shows these members from now on. */
    void setMembers(List<Member> members) {
        List<MemberTree.Row> before = rows;
        rows = MemberTree.of(members).rows();
        if (!rows.equals(before)) {
            fireTableDataChanged();
        }
    }

    /** The member in a row. */
    MemberTree.Row row(int index) {
        return rows.get(index);
    }

    /** The row of the process; -1 where it is not here. */
    int indexOf(long pid) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).member().pid() == pid) {
                return i;
            }
        }
        return -1;
    }

    /** Everyone, in the order of the rows. */
    List<Member> members() {
        return rows.stream().map(MemberTree.Row::member).toList();
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
        return Column.values()[column].title;
    }

    @Override
    public Object getValueAt(int index, int column) {
        Member member = rows.get(index).member();
        Optional<Frame.Card> card = member.card();
        return switch (Column.values()[column]) {
            case PARTICIPANT -> card.map(Frame.Card::nickname).orElse("(does not answer)");
            case ROLE -> card.map(c -> c.role().word()).orElse("");
            case PID -> member.pid();
            case ROOM -> card.map(Frame.Card::room).orElse("");
            case SINCE -> TIME.format(card.map(Frame.Card::since).orElse(member.identity().startedAt()));
        };
    }
}
