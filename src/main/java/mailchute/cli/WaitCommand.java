package mailchute.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.HandlesBy;
import mailchute.room.ProgramCommand;
import mailchute.room.ProgramEnd;
import mailchute.room.ProgramProcess;
import mailchute.wire.PlainText;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailchute wait}. */
@Command(
        name = "wait",
        description = {
            "Wait for the end of a process or run a command, and post how it ended and how long it ran.",
            "Exit status: the command's own; for --pid 0 all have the message, 3 some, 4 none or nobody is there."
        },
        footer = {"", "Example: mailchute wait -- make test", "Example: mailchute wait --pid 4711 --to alice"},
        mixinStandardHelpOptions = true)
final class WaitCommand implements Callable<Integer> {

    @Option(names = "--pid", paramLabel = "PID", description = "The process to wait for, any that you may.")
    private Long pid;

    @Mixin
    private PostOptions options;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND [ARGUMENT...]",
            description = "What to run, after the options; its standard input and output are yours.")
    private List<String> words = List.of();

    private final Console console = new Console();

    @Override
    public Integer call() throws Exception {
        PostOptions.Post post = options.checked();
        boolean runs = !words.isEmpty() && !words.get(0).isEmpty();
        if (runs == (pid != null)) {
            throw new UsageException("wait for one: --pid PID, or a command such as: mailchute wait -- make test");
        }
        return runs ? run(post) : await(post);
    }

    private int await(PostOptions.Post post) throws IpcException {
        ProcessIdentity identity = identify();
        String label = label(identity);
        try (OsProcess process = OsProcess.open(identity)) {
            // Whoever mistyped a pid sees it now, and a script knows that from here on nothing is missed.
            console.complain("mailchute: waiting for " + label);
            process.waitFor(Deadline.FOREVER);
            Duration ran = Duration.between(identity.startedAt(), Instant.now());
            ProgramEnd end =
                    new ProgramEnd(label, process.exitCode(), ran.isNegative() ? Duration.ZERO : ran, Optional.empty());
            return post(post, end, pid);
        }
    }

    private ProcessIdentity identify() throws IpcException {
        try {
            return OsProcess.identify(pid);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                throw IpcException.inWords(e.reason(), "wait", "there is no process " + pid);
            }
            throw e;
        }
    }

    private static String label(ProcessIdentity identity) {
        try {
            return OsProcess.programOf(identity.pid()) + " (" + identity.pid() + ")";
        } catch (IpcException e) {
            LoggerFactory.getLogger(WaitCommand.class).info("a process without a name: {}", e.getMessage());
            return "process " + identity.pid();
        }
    }

    private int run(PostOptions.Post post) throws Exception {
        ProgramCommand command =
                new ProgramCommand(words.get(0), words.subList(1, words.size()), HandlesBy.ENVIRONMENT);
        try (Ending ending = new Ending();
                ProgramProcess program = start(command)) {
            ending.whenAsked(() -> end(program));
            Duration ran = program.await();
            ProgramEnd end = program.end(command.nickname(), ran, PlainText.SYSTEM_CODE_PAGE);
            try {
                post(post, end, program.pid());
            } catch (IpcException e) {
                console.complain("mailchute: not posted: " + e.getMessage());
            }
            return end.status().orElseThrow();
        } catch (NotStarted e) {
            console.complain("mailchute: " + e.getMessage());
            return e.status;
        }
    }

    private static ProgramProcess start(ProgramCommand command) throws NotStarted {
        try {
            return ProgramProcess.start(command, new FileOutputStream(FileDescriptor.err));
        } catch (IpcException e) {
            throw new NotStarted(e);
        }
    }

    private void end(ProgramProcess program) {
        try {
            program.end();
        } catch (IpcException e) {
            console.complain("mailchute: the command was not ended: " + e.getMessage());
        }
    }

    private int post(PostOptions.Post post, ProgramEnd end, long of) throws IpcException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("program", end.name());
        details.put("pid", of);
        details.put("status", end.status());
        details.put("seconds", end.ran().toMillis() / 1000.0);
        details.put("error", end.lastError());
        return post.send(console, posting -> end.words(), details);
    }

    /** The command cannot be run, for which env(1) has statuses. */
    private static final class NotStarted extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        NotStarted(IpcException why) {
            super(why.getMessage(), why);
            status = ExitStatus.notStarted(why);
        }
    }
}
