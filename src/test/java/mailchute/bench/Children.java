package mailchute.bench;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.ChildSenders;
import mailchute.room.DrivenProcess;
import mailchute.room.HandlesBy;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.room.Target;

/** A sender in this process and what it starts: children, as its window starts them, and a receiver beside it. */
final class Children implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Roster roster = new Roster();
    private final Sender sender;

    /** Children start as those of {@code launched} do. */
    Children(Launched launched, String room) throws Exception {
        System.setProperty("mailchute.home", launched.flags().getParent().toString());
        System.setProperty("mailchute.jar", launched.jar().toString());
        sender = Sender.open("bench", room, roster);
        sender.listen(new Ignored());
        sender.start();
    }

    /** Waits until the sender can write to so many receivers. */
    void awaitReceivers(int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sender.broadcaster().targets().size() != count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "there are " + sender.broadcaster().targets());
            }
            Thread.sleep(20);
        }
    }

    /** Says so many messages, each as often as it takes to be in the one receiver's mailslot. */
    void say(String text, int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            Broadcast said = sender.say(text + " " + i, target -> true);
            while (said.taken() == 0) {
                said = sender.again(said);
            }
        }
    }

    /** Starts a child and has it post; the milliseconds until that is in the receiver. */
    double first(DrivenProcess receiver, boolean window) throws Exception {
        String text = "first-" + UUID.randomUUID();
        long start = System.nanoTime();
        long pid = start(window);
        sender.children().tell(pid, text);
        receiver.awaitLine(Pattern.compile(Pattern.quote(text)), PATIENCE).orElseThrow();
        double millis = (System.nanoTime() - start) / 1e6;
        end(pid);
        return millis;
    }

    /** Starts a child; its pid. */
    long start(boolean window) throws Exception {
        return sender.children().start(HandlesBy.ARGV, window).pid();
    }

    /** Waits until this participant has told who it is. */
    void await(long pid) throws Exception {
        Predicate<Member> itself =
                member -> member.pid() == pid && member.card().isPresent();
        roster.await(members -> members.stream().anyMatch(itself), PATIENCE).orElseThrow();
    }

    /** Ends a participant and waits until it has. */
    static void end(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroy();
        process.onExit().join();
    }

    Sender sender() {
        return sender;
    }

    @Override
    public void close() {
        sender.close();
        roster.close();
    }

    private static final class Ignored implements Sender.Listener {

        @Override
        public void targetsChanged(List<Target> targets) {}

        @Override
        public void broadcasted(Broadcast broadcast) {}

        @Override
        public void notOpened(Member receiver, IpcException why) {
            // Whoever waits for the receiver sees that it does not come.
        }

        @Override
        public void childStarted(ChildSenders.Child child) {}

        @Override
        public void handedOver(ChildSenders.Child child, Target target) {}

        @Override
        public void childEnded(ChildSenders.Child child, ProcessEnd end) {}

        @Override
        public void notReached(ChildSenders.Child child, IpcException why) {}
    }
}
