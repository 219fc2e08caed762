package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private static Attribution of(SlotContent content, Long kernelsWord) {
        Optional<Peer> writer = Optional.ofNullable(kernelsWord).map(pid -> new Peer(pid, new User("1000", "me")));
        return Attribution.of(new Received(Instant.EPOCH, content, writer, Optional.empty()));
    }

    private static SlotContent post(OptionalLong parent) {
        return new SlotContent.Posted(
                new Frame.Post(UUID.randomUUID(), "alice", 42, parent, "lobby", Instant.EPOCH, "hello"));
    }

    @Test
    void aMessageIsVerifiedOnlyWhereTheKernelNamesTheSameProcess() {
        assertThat(of(post(OptionalLong.empty()), 42L))
                .isEqualTo(new Attribution("alice", "42, verified", Optional.of(42L)));
        assertThat(of(post(OptionalLong.empty()), null))
                .isEqualTo(new Attribution("alice", "42, claimed", Optional.of(42L)));
    }

    @Test
    void whoClaimsToBeAnotherProcessIsShownWithItsOwn() {
        assertThat(of(post(OptionalLong.empty()), 666L))
                .isEqualTo(new Attribution("alice", "42, really process 666", Optional.of(666L)));
    }

    @Test
    void aChildIsShownWithItsParent() {
        assertThat(of(post(OptionalLong.of(41)), 42L).detail()).isEqualTo("42, child of 41, verified");
        assertThat(of(post(OptionalLong.of(41)), null).detail()).isEqualTo("42, child of 41, claimed");
    }

    @Test
    void plainTextIsOfAnUnknownWriterWhomTheKernelMayName() {
        assertThat(of(new SlotContent.Plain("hi"), 7L))
                .isEqualTo(new Attribution("unknown", "process 7, verified", Optional.of(7L)));
        assertThat(of(new SlotContent.Plain("hi"), null))
                .isEqualTo(new Attribution("unknown", "any program", Optional.empty()));
        assertThat(of(new SlotContent.Broken("why"), null).name()).isEqualTo("unknown");
    }

    @Test
    void whatIsShownOfAMessageCannotActUnseen() {
        assertThat(Attribution.textOf(new SlotContent.Plain("a\u202eb\u0007\nc"))).isEqualTo("a\uFFFDb␇\nc");
        assertThat(Attribution.textOf(new SlotContent.Strange("x\ny"))).endsWith("not shown here: x y");
        assertThat(Attribution.textOf(new SlotContent.Broken("a broken frame"))).isEqualTo("a broken frame");
    }
}
