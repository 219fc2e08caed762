package mailchute.window.participants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.event.TableModelEvent;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.room.Departures.Departure;
import mailchute.room.Member;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.junit.jupiter.api.Test;

class ParticipantRowsTest {

    private static final User USER = new User("1000", "me");

    private static Member member(long pid, long parent, Role role, String room) {
        Instant at = Instant.ofEpochSecond(1000 + pid);
        Frame.Card card = new Frame.Card(pid, parent, role, "Name" + pid, room, Optional.empty(), Optional.empty(), at);
        return new Member(new ProcessIdentity(pid, pid, at), USER, Optional.of(card));
    }

    private static Member silent(long pid) {
        return new Member(new ProcessIdentity(pid, pid, Instant.ofEpochSecond(1000 + pid)), USER, Optional.empty());
    }

    private static Departure left(Member member) {
        return new Departure(member, Instant.ofEpochSecond(9000), Optional.empty());
    }

    /** {@code -} for each step down, {@code +} for who has left, parentheses for who is there for somebody below. */
    private static List<String> rows(List<Member> here, List<Departure> left, ParticipantsFilter filter) {
        return ParticipantRows.of(here, left, filter).stream()
                .map(row -> {
                    String text = "-".repeat(row.depth())
                            + (row.isHere() ? "" : "+")
                            + row.member().pid();
                    return row.context() ? "(" + text + ")" : text;
                })
                .toList();
    }

    private static final List<Member> TREE = List.of(
            member(10, 1, Role.RECEIVER, "lobby"),
            member(20, 10, Role.SENDER, "lobby"),
            member(21, 20, Role.CHILD, "lobby"),
            member(22, 20, Role.CHILD, "other"),
            member(30, 1, Role.SENDER, "other"),
            member(31, 30, Role.CHILD, "other"),
            silent(40));

    @Test
    void withoutAFilterAllAreShown() {
        assertThat(rows(TREE, List.of(), ParticipantsFilter.NONE))
                .containsExactly("10", "-20", "--21", "--22", "30", "-31", "40");
    }

    @Test
    void theParentsOfWhomAFilterShowsStay() {
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.empty(), Optional.of(Role.CHILD), "", true)))
                .containsExactly("(10)", "(-20)", "--21", "--22", "(30)", "-31");
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.of("other"), Optional.empty(), "", true)))
                .containsExactly("(10)", "(-20)", "--22", "30", "-31");
        assertThat(rows(
                        TREE,
                        List.of(),
                        new ParticipantsFilter(Optional.of("lobby"), Optional.of(Role.SENDER), "", true)))
                .containsExactly("(10)", "-20");
    }

    @Test
    void aTextIsLookedForInNameRoomAndPidWhateverTheCase() {
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.empty(), Optional.empty(), " nAME31 ", true)))
                .containsExactly("(30)", "-31");
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.empty(), Optional.empty(), "40", true)))
                .containsExactly("40");
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.empty(), Optional.empty(), "OTHER", true)))
                .containsExactly("(10)", "(-20)", "--22", "30", "-31");
        assertThat(rows(TREE, List.of(), new ParticipantsFilter(Optional.empty(), Optional.empty(), "nobody", true)))
                .isEmpty();
    }

    @Test
    void whoLeavesKeepsItsPlaceAndItsChildren() {
        Member parent = TREE.get(1);
        List<Member> here = new ArrayList<>(TREE);
        here.remove(parent);

        assertThat(rows(here, List.of(left(parent)), ParticipantsFilter.NONE))
                .containsExactly("10", "-+20", "--21", "--22", "30", "-31", "40");
        // The roster's news may be older than who left.
        assertThat(rows(TREE, List.of(left(parent)), ParticipantsFilter.NONE))
                .containsExactly("10", "-+20", "--21", "--22", "30", "-31", "40");
        assertThat(rows(
                        here,
                        List.of(left(parent)),
                        new ParticipantsFilter(Optional.empty(), Optional.empty(), "", false)))
                .containsExactly("10", "(-+20)", "--21", "--22", "30", "-31", "40");
    }

    @Test
    void anotherProcessWithThePidOfOneThatLeftIsAnotherRow() {
        Member before = member(20, 1, Role.SENDER, "lobby");
        Member now = new Member(new ProcessIdentity(20, 500, Instant.ofEpochSecond(5000)), USER, before.card());

        assertThat(rows(List.of(now), List.of(left(before)), ParticipantsFilter.NONE))
                .containsExactly("+20", "20");
    }

    @Test
    void theSameRowsAreChangedInTheirPlaces() {
        ParticipantsModel model = new ParticipantsModel();
        List<TableModelEvent> events = new ArrayList<>();
        model.addTableModelListener(events::add);
        model.setRows(ParticipantRows.of(TREE, List.of(), ParticipantsFilter.NONE));
        model.setRows(ParticipantRows.of(TREE, List.of(), ParticipantsFilter.NONE));
        assertThat(events).hasSize(1);
        model.setRows(ParticipantRows.of(TREE, List.of(left(TREE.get(6))), ParticipantsFilter.NONE));
        assertThat(events).hasSize(2);
        // Else the table would forget what is selected.
        assertThat(events.get(1).getLastRow()).isEqualTo(TREE.size() - 1);
        assertThat(model.getValueAt(6, ParticipantsModel.Column.SINCE.ordinal()))
                .isEqualTo("left");
        model.setRows(List.of());
        assertThat(events.get(2).getLastRow()).isEqualTo(Integer.MAX_VALUE);
    }
}
