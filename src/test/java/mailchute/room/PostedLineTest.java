package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import mailchute.ipc.Audience;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.Test;

class PostedLineTest {

    private static final User ME = new User("1000", "me");
    private static final User OTHER = new User("1001", "other");

    private static Optional<PostedLine> line(String nickname, long pid, Optional<Peer> writer, Optional<String> name) {
        Frame.Post post = new Frame.Post(
                UUID.randomUUID(), nickname, pid, OptionalLong.empty(), "lobby", Instant.EPOCH, name, "3 of 7");
        return PostedLine.of(new Received(Instant.EPOCH, new SlotContent.Posted(post), writer, Optional.empty()));
    }

    private static Optional<PostedLine> verified(String nickname, long pid, User user, String name) {
        return line(nickname, pid, Optional.of(new Peer(pid, user)), Optional.of(name));
    }

    private static Optional<PostedLine> claimed(String nickname, long pid, String name) {
        return line(nickname, pid, Optional.empty(), Optional.of(name));
    }

    @Test
    void aSenderSaysItsLineAgainFromAnotherProcess() {
        assertThat(verified("alice", 41, ME, "build")).isPresent().isEqualTo(verified("alice", 42, ME, "build"));
        assertThat(claimed("alice", 41, "build")).isPresent().isEqualTo(claimed("alice", 42, "build"));
    }

    @Test
    void anotherNameOfALineIsAnotherLine() {
        assertThat(verified("alice", 41, ME, "build")).isNotEqualTo(verified("alice", 41, ME, "deploy"));
    }

    @Test
    void nobodyElseSaysMyLine() {
        Optional<PostedLine> mine = verified("alice", 41, ME, "build");
        assertThat(verified("bob", 42, ME, "build")).isPresent().isNotEqualTo(mine);
        assertThat(verified("alice", 42, OTHER, "build")).isPresent().isNotEqualTo(mine);
        assertThat(claimed("alice", 42, "build")).isPresent().isNotEqualTo(mine);
    }

    @Test
    void whatTheKernelContradictsTakesNobodysPlace() {
        assertThat(line("alice", 41, Optional.of(new Peer(666, ME)), Optional.of("build")))
                .isEmpty();
    }

    /** Where other accounts are, a nickname alone takes nobody's place. */
    @Test
    void whatNobodyVouchesForTakesNobodysPlaceInARoomOfTheMachine() {
        Addresses.use(Audience.MACHINE);
        try {
            assertThat(claimed("alice", 42, "build")).isEmpty();
            assertThat(verified("alice", 42, ME, "build")).isPresent();
        } finally {
            Addresses.use(Audience.USER);
        }
    }

    @Test
    void whatNamesNoLineStaysAsItIs() {
        assertThat(line("alice", 41, Optional.of(new Peer(41, ME)), Optional.empty()))
                .isEmpty();
        Received plain = new Received(
                Instant.EPOCH, new SlotContent.Plain("hi"), Optional.of(new Peer(41, ME)), Optional.empty());
        assertThat(PostedLine.of(plain)).isEmpty();
    }
}
