package mailchute.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.CommandArguments;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.settings.UserFolders;
import mailchute.window.NoDisplayException;
import mailchute.wire.BadNameException;
import mailchute.wire.PlainText;
import mailchute.wire.VisibleText;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** {@code mailchute}: without a command, a receiver. */
@Command(
        name = "mailchute",
        description = "Chat for the people and programs of one machine, over mailslots and named pipes.",
        footer = {"", "Example: mailchute say \"build finished\"", "mailchute COMMAND --help says more of each."},
        mixinStandardHelpOptions = true,
        versionProvider = MailchuteCommand.Version.class)
public final class MailchuteCommand {

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = MailchuteCommand.class.getPackage().getImplementationVersion();
            return new String[] {"mailchute " + (version == null ? "(from classes)" : version)};
        }
    }

    MailchuteCommand() {}

    /** Runs the command line and returns the exit status. */
    public static int run(String... args) {
        Logging.toFile();
        String[] arguments = withDefaultCommand(whole(args));
        Optional<ChildSenderCommand> child = ChildSenderCommand.asSendersWrite(arguments);
        if (child.isPresent()) {
            return run(child.get());
        }
        CommandLine line = Commands.lineFor(arguments);
        // Picocli trusts the environment, which says nothing of where the output goes: no colours into a pipe.
        line.setColorScheme(Help.defaultColorScheme(System.console() == null ? Help.Ansi.OFF : Help.Ansi.AUTO));
        // An argument that begins with @ is no file of arguments.
        line.setExpandAtFiles(false);
        line.registerConverter(Charset.class, MailchuteCommand::charset);
        line.setErr(errors());
        line.setParameterExceptionHandler(
                (e, words) -> complain(e.getMessage() + " (--help says more)", ExitStatus.USAGE));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e));
        line.setExecutionStrategy(parsed -> execute(parsed));
        return line.execute(arguments);
    }

    private static int run(ChildSenderCommand child) {
        try {
            return child.call();
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** As a code page is named everywhere here, by name or by number. */
    private static Charset charset(String name) {
        try {
            return PlainText.codePage(name);
        } catch (BadNameException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Help and version are for every system; a command needs one that Mailchute knows, and is refused before it starts a
     * thread.
     */
    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        try {
            IpcSystem.local();
        } catch (IpcException e) {
            return complain(e.getMessage(), ExitStatus.UNSUPPORTED);
        }
        return new RunLast().execute(parsed);
    }

    /** A system that cannot tell more is told of when the command runs. */
    private static String[] whole(String... args) {
        try {
            return CommandArguments.of(List.of(args)).toArray(String[]::new);
        } catch (IpcException e) {
            LoggerFactory.getLogger(MailchuteCommand.class).info("arguments as Java has them: {}", e.getMessage());
            return args;
        }
    }

    private static String[] withDefaultCommand(String[] args) {
        boolean ownOption = args.length == 1 && (args[0].matches("-[hV]|--help|--version"));
        if (args.length > 0 && (!args[0].startsWith("-") || ownOption)) {
            return args;
        }
        String[] receiver = new String[args.length + 1];
        receiver[0] = "receiver";
        System.arraycopy(args, 0, receiver, 1, args.length);
        return receiver;
    }

    private static int failed(Exception e) {
        if (e instanceof BadNameException || e instanceof UsageException) {
            return complain(e.getMessage(), ExitStatus.USAGE);
        }
        if (e instanceof NoDisplayException) {
            return complain(e.getMessage(), ExitStatus.NO_DISPLAY);
        }
        LoggerFactory.getLogger(MailchuteCommand.class).error("the command failed", e);
        if (e instanceof IpcException ipc) {
            boolean unsupported = ipc.reason() == IpcException.Reason.UNSUPPORTED;
            return complain(e.getMessage(), unsupported ? ExitStatus.UNSUPPORTED : ExitStatus.FAILED);
        }
        // Picocli would print where in the program it happened, which the log has.
        return complain(e + " (the log in " + UserFolders.state() + " says more)", ExitStatus.FAILED);
    }

    private static PrintWriter errors() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    private static int complain(String words, int status) {
        errors().println("mailchute: " + VisibleText.line(words));
        return status;
    }
}
