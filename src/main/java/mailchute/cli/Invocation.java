package mailchute.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.CommandArguments;
import mailchute.ipc.IpcException;
import mailchute.settings.UserFolders;
import mailchute.window.NoDisplayException;
import mailchute.wire.BadNameException;
import mailchute.wire.VisibleText;
import org.slf4j.LoggerFactory;

/**
 * One run of the program: its arguments, its log, its exit status. It knows nothing of picocli, so that a child is started
 * without: to verify a class that does takes the Java runtime through every jar.
 */
public final class Invocation {

    private Invocation() {}

    /** Runs the command that the arguments name and returns the exit status. */
    public static int run(String... args) {
        Logging.toFile();
        String[] arguments = withDefaultCommand(whole(args));
        Optional<ChildSenderCommand> child = ChildSenderCommand.asSendersWrite(arguments);
        return child.isPresent() ? run(child.get()) : MailchuteCommand.execute(arguments);
    }

    private static int run(ChildSenderCommand child) {
        try {
            return child.call();
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** A system that cannot tell more is told of when the command runs. */
    private static String[] whole(String... args) {
        try {
            return CommandArguments.of(List.of(args)).toArray(String[]::new);
        } catch (IpcException e) {
            LoggerFactory.getLogger(Invocation.class).info("arguments as Java has them: {}", e.getMessage());
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

    /** Says why a command failed; the exit status that tells the same. */
    static int failed(Exception e) {
        if (e instanceof BadNameException || e instanceof UsageException) {
            return complain(e.getMessage(), ExitStatus.USAGE);
        }
        if (e instanceof NoDisplayException) {
            return complain(e.getMessage(), ExitStatus.NO_DISPLAY);
        }
        LoggerFactory.getLogger(Invocation.class).error("the command failed", e);
        if (e instanceof IpcException ipc) {
            boolean unsupported = ipc.reason() == IpcException.Reason.UNSUPPORTED;
            return complain(e.getMessage(), unsupported ? ExitStatus.UNSUPPORTED : ExitStatus.FAILED);
        }
        // Picocli would print where in the program it happened, which the log has.
        return complain(e + " (the log in " + UserFolders.state() + " says more)", ExitStatus.FAILED);
    }

    /** The standard error stream, in UTF-8 on every system. */
    static PrintWriter errors() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    /** Says a line of a complaint, and returns the status. */
    static int complain(String words, int status) {
        errors().println("mailchute: " + VisibleText.line(words));
        return status;
    }
}
