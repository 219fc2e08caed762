package mailchute.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.HandlesBy;
import mailchute.room.ProgramCommand;
import mailchute.room.ProgramRun;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.wire.Names;
import mailchute.wire.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailchute run}. */
@Command(
        name = "run",
        description = {
            "Run any program with a write handle: what it writes there is broadcast to the room, and how it ended.",
            "The handle's value stands for " + ProgramRun.PLACEHOLDER + " in the arguments, or in "
                    + ProgramRun.VARIABLE + "."
        },
        footer = {"", "Example: mailchute run -- make test"},
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /** How long the program waits for the receivers that are there to be known. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Mixin
    private RoomOption room;

    @Option(names = "--name", paramLabel = "NICKNAME", description = "The nickname; the program's name unless given.")
    private String name;

    @Option(
            names = "--by",
            paramLabel = "argv|env",
            description = "How the program is told the handle; argv where an argument has " + ProgramRun.PLACEHOLDER
                    + ", else env.")
    private String by;

    @Option(
            names = "--code-page",
            paramLabel = "CODEPAGE",
            description = "What ANSI text of the program is in, such as MS949 or 1252; the system's unless given.")
    private String codePage;

    @Parameters(paramLabel = "PROGRAM [ARGUMENT...]", description = "The program and its arguments.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws Exception {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "which program? Such as: mailchute run -- make test");
        }
        ProgramCommand program = new ProgramCommand(words.get(0), words.subList(1, words.size()), by());
        String checkedRoom = room.checked();
        String nickname = name == null ? program.nickname() : Names.nickname(name);
        Charset ansi = codePage == null ? PlainText.SYSTEM_CODE_PAGE : PlainText.codePage(codePage);
        RunReport report = new RunReport(new Console());
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                Sender sender = Sender.open(nickname, checkedRoom, roster)) {
            sender.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            sender.listen(report);
            sender.start();
            if (!roster.awaitFirstLook(FIRST_LOOK)) {
                report.complain("some participants do not answer");
            }
            return run(sender, program, ansi, report, ending);
        }
    }

    private HandlesBy by() {
        List<String> arguments = words.subList(1, words.size());
        if (by == null) {
            return ProgramCommand.hasPlaceholder(arguments) ? HandlesBy.ARGV : HandlesBy.ENVIRONMENT;
        }
        switch (by) {
            case "argv":
                if (!ProgramCommand.hasPlaceholder(arguments)) {
                    throw new ParameterException(
                            spec.commandLine(), "by argv, but no argument has " + ProgramRun.PLACEHOLDER);
                }
                return HandlesBy.ARGV;
            case "env":
                return HandlesBy.ENVIRONMENT;
            default:
                throw new ParameterException(spec.commandLine(), "a program is told its handle by argv or by env");
        }
    }

    private static int run(Sender sender, ProgramCommand program, Charset ansi, RunReport report, Ending ending)
            throws Exception {
        ProgramRun started;
        try {
            started = ProgramRun.start(sender, program, ansi, new FileOutputStream(FileDescriptor.err), report);
        } catch (IpcException e) {
            report.complain(e.getMessage());
            return ExitStatus.notStarted(e);
        }
        try (ProgramRun run = started) {
            ending.whenAsked(() -> {
                try {
                    run.end();
                } catch (IpcException e) {
                    report.complain("the program was not ended: " + e.getMessage());
                }
            });
            return run.await().status().orElseThrow();
        }
    }
}
