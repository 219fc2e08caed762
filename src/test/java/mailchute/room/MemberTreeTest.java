package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.junit.jupiter.api.Test;

class MemberTreeTest {

    private static final User USER = new User("1000", "me");

    static Member member(long pid, long parent, long started) {
        Instant at = Instant.ofEpochSecond(started);
        Frame.Card card =
                new Frame.Card(pid, parent, Role.SENDER, "p" + pid, "lobby", Optional.empty(), Optional.empty(), at);
        return new Member(new ProcessIdentity(pid, started, at), USER, Optional.of(card));
    }

    static Member silent(long pid, long started) {
        return new Member(new ProcessIdentity(pid, started, Instant.ofEpochSecond(started)), USER, Optional.empty());
    }

    private static List<String> rows(List<Member> members) {
        return MemberTree.of(members).rows().stream()
                .map(row -> "-".repeat(row.depth()) + row.member().pid())
                .toList();
    }

    /** Anyone can claim a parent, in a room where there are several accounts. */
    @Test
    void aParentOfAnotherAccountIsNone() {
        Member claiming = member(20, 10, 200);
        Member stranger = new Member(claiming.identity(), new User("4711", "mallory"), claiming.card());
        assertThat(rows(List.of(member(10, 1, 100), claiming))).containsExactly("10", "-20");
        assertThat(rows(List.of(member(10, 1, 100), stranger))).containsExactly("10", "20");
        assertThat(MemberTree.of(List.of(member(10, 1, 100), stranger)).withDescendants(member(10, 1, 100)))
                .hasSize(1);
    }

    @Test
    void childrenStandBelowTheirParentInTheOrderTheyCameIn() {
        assertThat(rows(List.of(
                        member(10, 1, 100),
                        member(20, 1, 101),
                        member(30, 10, 102),
                        member(40, 20, 103),
                        member(50, 10, 104),
                        member(60, 30, 105))))
                .containsExactly("10", "-30", "--60", "-50", "20", "-40");
    }

    @Test
    void aChildMayComeBeforeItsParentInTheList() {
        assertThat(rows(List.of(member(30, 10, 102), member(10, 1, 100)))).containsExactly("10", "-30");
    }

    @Test
    void ofAllThatHadAPidTheParentIsTheOneThatStartedLastBeforeTheChild() {
        Member first = member(10, 1, 100);
        Member second = member(10, 1, 200);
        Member third = member(10, 1, 300);
        Member child = member(30, 10, 250);

        MemberTree tree = MemberTree.of(List.of(first, second, third, child));

        assertThat(tree.withDescendants(second)).containsExactly(second, child);
        assertThat(tree.withDescendants(first)).containsExactly(first);
        assertThat(tree.withDescendants(third)).containsExactly(third);
        assertThat(tree.rows()).extracting(MemberTree.Row::member).containsExactly(first, second, child, third);
    }

    @Test
    void aPidThatIsUsedAgainMakesNobodyAParent() {
        // The parent 10 of process 30 has ended; another process has its pid since.
        assertThat(rows(List.of(member(30, 10, 102), member(10, 1, 200)))).containsExactly("30", "10");
        assertThat(rows(List.of(member(30, 10, 102), member(10, 1, 102)))).containsExactly("30", "10");
    }

    @Test
    void whoShowsNoCardHasNoParentButMayBeOne() {
        assertThat(rows(List.of(silent(10, 100), member(20, 10, 101), silent(30, 102))))
                .containsExactly("10", "-20", "30");
    }

    @Test
    void claimsThatGoInACircleStillShowEveryoneOnce() {
        assertThat(rows(List.of(member(10, 20, 100), member(20, 10, 101)))).containsExactly("10", "-20");
        assertThat(rows(List.of(member(10, 10, 100)))).containsExactly("10");
        assertThat(rows(List.of(member(10, 20, 100), member(20, 10, 100)))).containsExactly("10", "20");
    }

    @Test
    void whateverTheCardsClaimEveryoneIsShownOnceAndBelowWhoStartedEarlier() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<Member> members = new ArrayList<>();
            for (long pid = 1; pid <= 12; pid++) {
                members.add(member(pid, random.nextInt(13), random.nextInt(6)));
            }
            Collections.shuffle(members, random);
            List<MemberTree.Row> rows = MemberTree.of(members).rows();
            assertThat(rows).extracting(MemberTree.Row::member).containsExactlyInAnyOrderElementsOf(members);
            assertThat(rows.get(0).depth()).isZero();
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).depth()).isBetween(0, rows.get(i - 1).depth() + 1);
            }
        }
    }

    @Test
    void descendantsAreEveryoneBelowParentsFirst() {
        Member root = member(10, 1, 100);
        Member child = member(30, 10, 102);
        Member grandchild = member(60, 30, 105);
        Member stranger = member(20, 1, 101);
        MemberTree tree = MemberTree.of(List.of(grandchild, child, stranger, root));
        assertThat(tree.withDescendants(root)).containsExactly(root, child, grandchild);
        assertThat(tree.withDescendants(grandchild)).containsExactly(grandchild);
    }
}
