package mailchute.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mailchute.history.History;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.ChildSender;
import mailchute.room.Conversation;
import mailchute.room.HandlesBy;
import mailchute.room.InheritedHandles;
import mailchute.room.Member;
import mailchute.room.ProcessControl;
import mailchute.room.Program;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.window.Windows;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code mailchute train}: does what a typical start of each role does, in one process and without showing a window, so that
 * a class-data archive made of this run holds what those starts load.
 */
@Command(name = "train", description = "Load the classes of a typical start and exit.", hidden = true)
final class TrainCommand implements Callable<Integer> {

    private static final String NAME = "train";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TrainCommand.class);

    @Override
    public Integer call() throws Exception {
        parseEveryCommand();
        String room = NAME + "-" + OsProcess.current().pid();
        try (TemporaryFolder folder = TemporaryFolder.create(NAME);
                Roster roster = new Roster()) {
            boolean windows = Windows.displayProblem().isEmpty();
            if (windows) {
                Windows.prepareToRehearse(folder.path());
            }
            receive(room, roster, windows, folder.path());
            send(room, roster, windows);
            beChild(room, roster, windows);
        }
        runChild(room);
        return ExitStatus.OK;
    }

    private static void parseEveryCommand() {
        CommandLine line = Commands.all();
        line.parseArgs("receiver", "--room", NAME, "--name", NAME, "--headless");
        line.parseArgs("sender", "--console");
        line.parseArgs("child", "--handles", "3", "--parent", "4", "--line", "5");
    }

    private static void receive(String room, Roster roster, boolean windows, Path folder) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (History history = History.open(folder.resolve("history.db"));
                Receiver receiver = Receiver.open(NAME, room)) {
            receiver.keepIn(history);
            receiver.onMessage(message -> arrived.countDown());
            new ReceiverConsole(new Console(), receiver, roster).attach();
            receiver.start();
            try (MailslotWriter writer = MailslotWriter.open(receiver.mailslotAddress(), Inheritance.INHERITABLE)) {
                InheritedHandles.parse(Long.toString(writer.value()), "", "", HandlesBy.ARGV);
                writer.write("trained".getBytes(StandardCharsets.UTF_8), PATIENCE);
            }
            String[] say = {"say", "--json", "--room", room, "--name", NAME, "--id", NAME, NAME};
            Commands.lineFor(say).execute(say);
            if (!arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the message did not arrive");
            }
            roster.awaitFirstLook(PATIENCE);
            Conversation conversation =
                    receiver.participant().converseWith(OsProcess.current().pid());
            conversation.say("trained");
            conversation.close();
            // After the conversation: a window that heard of one would open another on the screen.
            if (windows) {
                Windows.rehearseReceiver(receiver, roster, history);
            }
        }
    }

    private static void send(String room, Roster roster, boolean windows) throws Exception {
        try (Sender sender = Sender.open(NAME, room, roster)) {
            new SenderConsole(new Console(), sender, windows, () -> {}).attach();
            if (windows) {
                Windows.rehearseSender(sender);
            }
            sender.start();
            startChild(room, roster);
        }
    }

    private static void beChild(String room, Roster roster, boolean windows) throws IpcException {
        InheritedHandles nothing = InheritedHandles.parse("", "", "", HandlesBy.ENVIRONMENT);
        try (ChildSender child = ChildSender.adopt(NAME, room, nothing)) {
            child.join(NAME, room);
            if (windows) {
                Windows.rehearseChild(child, roster);
            }
            child.start(roster);
        }
    }

    /** A child as a process of its own, which may keep a list of the classes that it loads: {@code child.args} says so. */
    private static void startChild(String room, Roster roster) throws Exception {
        long self = OsProcess.current().pid();
        try (AnonymousPipe errors = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                Mailslot mailslot = Mailslot.create(Addresses.mailslot(room, self), Limits.MAILSLOT_MESSAGE);
                MailslotWriter writer = MailslotWriter.open(mailslot.address(), Inheritance.INHERITABLE);
                OsProcess parent = OsProcess.openSelf(Inheritance.INHERITABLE);
                OrderLine line = OrderLine.create()) {
            ChildCommand command = Program.child(false).arguments(childArguments(room));
            long handle = command.inherit(writer);
            command.arguments("--handles", Long.toString(handle));
            command.arguments("--parent", Long.toString(command.inherit(parent)));
            command.arguments("--line", Long.toString(command.inherit(line.childEnd())));
            order(line, handle, self);
            try (ChildProcess child = command.withoutStream(ChildCommand.Stream.INPUT).stream(
                            ChildCommand.Stream.ERROR, errors.writeEnd())
                    .start()) {
                if (!awaitAndClose(child.identity().pid(), mailslot, roster)) {
                    child.terminate(ExitStatus.FAILED);
                }
                child.waitFor(PATIENCE);
            }
        }
    }

    private static String[] childArguments(String room) {
        return new String[] {"child", "--headless", "--room", room, "--name", NAME};
    }

    private static void order(OrderLine line, long handle, long receiver) throws IpcException {
        line.send(FrameWriter.write(new Frame.UseHandle(OptionalLong.of(handle), receiver, NAME)), PATIENCE);
        line.send(FrameWriter.write(new Frame.SayThis("trained")), PATIENCE);
    }

    /** A child from its command line to its first message, because it is waited for; then it is asked to close itself. */
    private static void runChild(String room) throws Exception {
        long self = OsProcess.current().pid();
        try (Mailslot mailslot = Mailslot.create(Addresses.mailslot(room, self), Limits.MAILSLOT_MESSAGE);
                Roster roster = new Roster()) {
            // The child takes these over and closes them.
            MailslotWriter writer = MailslotWriter.open(mailslot.address(), Inheritance.INHERITABLE);
            OsProcess parent = OsProcess.openSelf(Inheritance.INHERITABLE);
            OrderLine line = OrderLine.create();
            order(line, writer.value(), self);
            AtomicBoolean ended = new AtomicBoolean();
            Thread sender = new Thread(
                    () -> {
                        if (!awaitAndClose(self, mailslot, roster) && !ended.get()) {
                            // It would stay for ever.
                            System.exit(ExitStatus.FAILED);
                        }
                    },
                    NAME);
            sender.start();
            String[] told = {"--handles", value(writer), "--parent", value(parent), "--line", value(line.childEnd())};
            Invocation.run(
                    Stream.of(childArguments(room), told).flatMap(Stream::of).toArray(String[]::new));
            ended.set(true);
            sender.join();
        }
    }

    private static String value(Handle handle) {
        return Long.toString(handle.value());
    }

    /** Waits for the child's first message, and has it close itself; whether that was done. */
    private static boolean awaitAndClose(long child, Mailslot mailslot, Roster roster) {
        try {
            mailslot.read(PATIENCE);
            Predicate<Member> itself =
                    member -> member.pid() == child && member.card().isPresent();
            Optional<Member> seen = roster.await(all -> all.stream().anyMatch(itself), PATIENCE)
                    .flatMap(all -> all.stream().filter(itself).findFirst());
            if (seen.isPresent()) {
                ProcessControl.close(seen.get());
                return true;
            }
            LOG.warn("the child was not seen");
        } catch (IpcException | InterruptedException e) {
            LOG.warn("the child was not asked to close itself", e);
        }
        return false;
    }
}
