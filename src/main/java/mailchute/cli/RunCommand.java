package mailchute.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.HandlesBy;
import mailchute.room.ProcessControl;
import mailchute.room.ProgramRun;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.wire.Names;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailchute run}. */
@Command(
        name = "run",
        description = {
            "Run a program with an inherited write handle: what it writes there appears in the room's receivers.",
            "It finds the handle's value in MAILCHUTE_HANDLE, or in place of {handle} in its arguments."
        },
        footer = {"", "Example: mailchute run -- sh -c 'make test; echo \"done: $?\" >&$MAILCHUTE_HANDLE'"},
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /** How the handle's value reaches the program. */
    private enum By {
        argv,
        env
    }

    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    /** How long a program may take to end by itself once this process is asked to. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            defaultValue = Names.DEFAULT_ROOM,
            description = "The room; ${DEFAULT-VALUE} unless named.")
    private String room;

    @Option(names = "--name", paramLabel = "NICKNAME", description = "The nickname; the program's name unless given.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "argv|env",
            description = "Where the program finds the handle's value; argv where {handle} is in its arguments, else env.")
    private Optional<By> by = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "The program and its arguments.")
    private List<String> words;

    private final Console console = new Console();
    private final UndeliveredCount undelivered = new UndeliveredCount(console);

    @Override
    public Integer call() throws Exception {
        HandlesBy handlesBy = handlesBy();
        String nickname = name.map(Names::nickname)
                .orElseGet(() -> Names.nicknameFor(Path.of(words.get(0)).getFileName().toString().replace('.', '-')));
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                Sender sender = Sender.open(nickname, Names.room(room), roster)) {
            sender.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            sender.start();
            if (!roster.awaitFirstLook(FIRST_LOOK)) {
                console.complain("some participants do not answer");
            }
            return run(sender, handlesBy, ending);
        }
    }

    private HandlesBy handlesBy() {
        boolean placed = words.stream().skip(1).anyMatch(word -> word.contains(ProgramRun.PLACEHOLDER));
        if (by.equals(Optional.of(By.argv)) && !placed) {
            throw new UsageException("--by argv puts the handle in place of {handle}, which is in no argument");
        }
        return by.orElse(placed ? By.argv : By.env) == By.argv ? HandlesBy.ARGV : HandlesBy.ENVIRONMENT;
    }

    private int run(Sender sender, HandlesBy handlesBy, Ending ending) throws InterruptedException {
        ProgramRun.Listener listener = new ProgramRun.Listener() {
            @Override
            public void wrote(String text) {
                say(sender, text);
            }

            @Override
            public void failed(IpcException why) {
                console.complain("what the program writes is not read any more: " + why.getMessage());
            }
        };
        try (ProgramRun run = ProgramRun.start(words, handlesBy, new FileOutputStream(FileDescriptor.err), listener)) {
            Thread waiting = new Thread(() -> await(run, sender, ending), "mailchute-run");
            waiting.setDaemon(true);
            waiting.start();
            int status = ending.await();
            if (waiting.isAlive()) {
                endWith(run, waiting);
            }
            return status;
        } catch (IpcException e) {
            console.complain("mailchute: " + e.getMessage());
            return switch (e.reason()) {
                case NOT_FOUND -> ExitStatus.PROGRAM_NOT_FOUND;
                case ACCESS_DENIED -> ExitStatus.PROGRAM_NOT_RUN;
                default -> ExitStatus.FAILED;
            };
        } finally {
            undelivered.sayHowMany();
        }
    }

    private void await(ProgramRun run, Sender sender, Ending ending) {
        try {
            ProgramRun.End end = run.await();
            say(sender, describe(end));
            ending.with(end.status());
        } catch (IpcException e) {
            console.complain("the program's end is not known: " + e.getMessage());
            ending.with(ExitStatus.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String describe(ProgramRun.End end) {
        String seconds = String.format(Locale.ROOT, "%.1f s", end.lasted().toMillis() / 1000.0);
        return String.join(" ", words) + " ended with exit status " + end.status() + " after " + seconds
                + end.lastError().map(line -> ": " + line).orElse("");
    }

    /** Asked to end: Ctrl-C has reached the program as well, anything else has not. */
    private void endWith(ProgramRun run, Thread waiting) throws IpcException, InterruptedException {
        if (!run.process().waitFor(GRACE)) {
            run.process().terminate(ProcessControl.KILLED);
        }
        waiting.join(GRACE.toMillis());
        if (waiting.isAlive()) {
            LoggerFactory.getLogger(RunCommand.class).warn("the program's last messages were not all sent");
        }
    }

    private void say(Sender sender, String text) {
        try {
            Broadcast broadcast = sender.say(text, target -> true);
            if (broadcast.taken() < broadcast.deliveries().size()) {
                undelivered.add(broadcast.summary());
            }
        } catch (IpcException e) {
            undelivered.add(e.getMessage());
        }
    }
}
