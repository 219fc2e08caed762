package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.ipc.Audience;
import mailchute.ipc.IpcException;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.room.Attribution.Trust;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private static Attribution of(SlotContent content, Long kernelsWord) {
        Optional<Peer> writer = Optional.ofNullable(kernelsWord).map(pid -> new Peer(pid, me()));
        return Attribution.of(new Received(Instant.EPOCH, content, writer, Optional.empty()));
    }

    private static User me() {
        try {
            return User.current();
        } catch (IpcException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SlotContent post(OptionalLong parent) {
        return new SlotContent.Posted(
                new Frame.Post(UUID.randomUUID(), "alice", 42, parent, "lobby", Instant.EPOCH, "hello"));
    }

    @Test
    void aMessageIsVerifiedOnlyWhereTheKernelNamesTheSameProcess() {
        Attribution verified = of(post(OptionalLong.empty()), 42L);
        assertThat(verified.name()).isEqualTo("alice");
        assertThat(verified.trust()).isEqualTo(Trust.VERIFIED);
        assertThat(verified.detail()).isEqualTo("42, verified");
        assertThat(verified.pid()).hasValue(42);
        Attribution claimed = of(post(OptionalLong.empty()), null);
        assertThat(claimed.trust()).isEqualTo(Trust.CLAIMED);
        assertThat(claimed.detail()).isEqualTo("42, claimed");
        assertThat(claimed.pid()).hasValue(42);
    }

    @Test
    void whoClaimsToBeAnotherProcessIsShownWithItsOwn() {
        Attribution contradicted = of(post(OptionalLong.empty()), 666L);
        assertThat(contradicted.trust()).isEqualTo(Trust.CONTRADICTED);
        assertThat(contradicted.detail()).isEqualTo("42, really process 666");
        assertThat(contradicted.pid()).hasValue(666);
    }

    @Test
    void anotherAccountIsNamedAndInARoomOfTheMachineEveryAccountIs() {
        Peer mallory = new Peer(42, new User("4711", "mal\u202Elory"));
        Received received =
                new Received(Instant.EPOCH, post(OptionalLong.of(41)), Optional.of(mallory), Optional.empty());
        assertThat(Attribution.of(received).detail()).isEqualTo("42, of mal\uFFFDlory, child of 41, verified");
        assertThat(Attribution.of(Spoken.in("lobby", received, Optional.empty()).writer()))
                .isEqualTo(Attribution.of(received));
        assertThat(of(post(OptionalLong.empty()), 42L).foreignAccount()).isEmpty();
        Addresses.use(Audience.MACHINE);
        try {
            assertThat(of(post(OptionalLong.empty()), 42L).detail()).isEqualTo("42, of " + me().name() + ", verified");
            assertThat(of(post(OptionalLong.empty()), null).detail()).isEqualTo("42, claimed");
        } finally {
            Addresses.use(Audience.USER);
        }
    }

    @Test
    void aChildIsShownWithItsParent() {
        assertThat(of(post(OptionalLong.of(41)), 42L).detail()).isEqualTo("42, child of 41, verified");
        assertThat(of(post(OptionalLong.of(41)), null).detail()).isEqualTo("42, child of 41, claimed");
    }

    @Test
    void plainTextIsOfAnUnknownWriterWhomTheKernelMayName() {
        Attribution named = of(new SlotContent.Plain("hi"), 7L);
        assertThat(named.name()).isEqualTo("unknown");
        assertThat(named.detail()).isEqualTo("process 7, verified");
        assertThat(named.pid()).hasValue(7);
        Attribution unnamed = of(new SlotContent.Plain("hi"), null);
        assertThat(unnamed.trust()).isEqualTo(Trust.UNKNOWN);
        assertThat(unnamed.detail()).isEqualTo("any program");
        assertThat(unnamed.pid()).isEmpty();
        assertThat(of(new SlotContent.Broken("why"), null).name()).isEqualTo("unknown");
    }

    @Test
    void whatIsShownOfAMessageCannotActUnseen() {
        assertThat(Attribution.textOf(new SlotContent.Plain("a\u202eb\u0007\nc")))
                .isEqualTo("a\uFFFDb␇\nc");
        assertThat(Attribution.textOf(new SlotContent.Strange("x\ny"))).endsWith("not shown here: x y");
        assertThat(Attribution.textOf(new SlotContent.Broken("a broken frame"))).isEqualTo("a broken frame");
    }

    @Test
    void theHistoryKnowsWhoseAMessageWasJustAsWell() {
        for (Long kernelsWord : new Long[] {null, 42L, 666L}) {
            Optional<Peer> writer = Optional.ofNullable(kernelsWord).map(pid -> new Peer(pid, me()));
            for (SlotContent content : List.of(
                    post(OptionalLong.empty()),
                    post(OptionalLong.of(41)),
                    new SlotContent.Plain("hi"),
                    new SlotContent.Broken("why"))) {
                Received received = new Received(Instant.EPOCH, content, writer, Optional.of("mailbox"));
                Entry entry = Spoken.in("lobby", received, Optional.of("java"));
                assertThat(Attribution.of(entry.writer())).isEqualTo(Attribution.of(received));
                assertThat(entry.channel()).isEqualTo(new Channel.Room("lobby"));
                assertThat(entry.text()).isEqualTo(Attribution.textOf(content));
            }
        }
    }
}
