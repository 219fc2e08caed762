package mailchute.room;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.exit;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.Peer;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child sender that was given a write handle and nothing else. */
@Timeout(90)
class InheritedHandleTest {

    @Test
    void aChildPostsThroughAHandleToAMailslotWhoseNameItWasNeverTold() throws Exception {
        // Not a receiver's name, and no participant owns it: nothing leads there but the handle.
        String secret = Addresses.mailslot("secret", ProcessHandle.current().pid()) + "-unheard-of";
        try (TestRoom room = new TestRoom();
                Mailslot mailslot = Mailslot.create(secret, Limits.MAILSLOT_MESSAGE);
                MailslotWriter writer = MailslotWriter.open(secret, Inheritance.INHERITABLE)) {
            ChildCommand command = room.command("child", "kid");
            long value = command.inherit(writer);
            command.arguments("--handles", Long.toString(value));
            DrivenProcess child = room.start(command);
            line(child, "^write handle " + value + ", told by arguments$");
            assertThat(command.arguments()).noneMatch(argument -> argument.contains("unheard-of"));
            child.type("first");
            child.type("둘째 😀");
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Mailslot.Message message = mailslot.read(PATIENCE).orElseThrow();
                Frame.Post post = ((SlotContent.Posted) SlotContent.read(message.bytes())).post();
                texts.add(post.text());
                assertThat(post.from()).isEqualTo("kid");
                assertThat(post.pid()).isEqualTo(child.pid());
                assertThat(post.parent()).hasValue(ProcessHandle.current().pid());
                if (!TestRoom.WINDOWS) {
                    assertThat(message.writer().map(Peer::pid)).contains(child.pid());
                    assertThat(descriptor(child.pid(), value)).startsWith("socket:");
                }
            }
            assertThat(texts).containsExactly("first", "둘째 😀");
            line(child, "sent: taken by 1 of 1 mailslot$");
            child.endInput();
            assertThat(exit(child)).isZero();
            assertThat(child.output()).noneMatch(line -> line.startsWith("parent "));
            assertThat(child.output()).noneMatch(line -> line.contains("unheard-of"));
        }
    }

    private static String descriptor(long pid, long value) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + value)).toString();
    }

    @Test
    void aChildToldByEnvironmentNeedsNoArguments() throws Exception {
        String address = Addresses.mailslot("secret", ProcessHandle.current().pid()) + "-by-environment";
        try (TestRoom room = new TestRoom();
                Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
            ChildCommand command = room.command("child", "kid");
            command.environment(HandlesBy.HANDLES_VARIABLE, Long.toString(command.inherit(writer)));
            DrivenProcess child = room.start(command);
            line(child, "told by environment$");
            child.type("hello");
            child.endInput();
            assertThat(exit(child)).isZero();
            SlotContent content =
                    SlotContent.read(mailslot.read(PATIENCE).orElseThrow().bytes());
            assertThat(Attribution.textOf(content)).isEqualTo("hello");
        }
    }

    @Test
    void fourSendersPostFiveThousandEachAndNoneIsLostOrOutOfOrder() throws Exception {
        int senders = 4;
        int each = 5_000;
        List<List<Integer>> arrived = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>(each))
                .limit(senders)
                .toList();
        try (TestRoom room = new TestRoom();
                Receiver receiver = Receiver.open("collector", room.name())) {
            receiver.onMessage(heard -> {
                Frame.Post post = ((SlotContent.Posted) heard.received().content()).post();
                List<Integer> of = arrived.get(Integer.parseInt(post.from().substring(1)));
                synchronized (of) {
                    of.add(Integer.parseInt(post.text()));
                }
            });
            receiver.start();
            List<DrivenProcess> processes = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                processes.add(room.start("sender", "s" + s));
            }
            for (DrivenProcess process : processes) {
                line(process, "^receivers: collector");
            }
            StringBuilder numbers = new StringBuilder();
            for (int i = 0; i < each; i++) {
                numbers.append(i).append(i + 1 < each ? "\n" : "");
            }
            List<Thread> typists = processes.stream()
                    .map(process -> Threads.start("typist", () -> type(process, numbers.toString())))
                    .toList();
            for (Thread typist : typists) {
                typist.join(PATIENCE.toMillis());
            }
            for (DrivenProcess process : processes) {
                assertThat(exit(process)).as("every message was taken").isZero();
            }
            until(
                    "all messages arrive",
                    () -> arrived.stream().allMatch(of -> {
                        synchronized (of) {
                            return of.size() >= each;
                        }
                    }));
            List<Integer> expected = Stream.iterate(0, i -> i + 1).limit(each).toList();
            assertThat(arrived).allSatisfy(of -> assertThat(of).isEqualTo(expected));
        }
    }

    private static void type(DrivenProcess process, String text) {
        try {
            process.type(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        process.endInput();
    }
}
