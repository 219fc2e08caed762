package mailchute.cli;

import java.nio.charset.Charset;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.wire.BadNameException;
import mailchute.wire.PlainText;
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
final class MailchuteCommand {

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = MailchuteCommand.class.getPackage().getImplementationVersion();
            return new String[] {"mailchute " + (version == null ? "(from classes)" : version)};
        }
    }

    MailchuteCommand() {}

    /** Runs the command that the arguments begin with, and returns the exit status. */
    static int execute(String... arguments) {
        CommandLine line = Commands.lineFor(arguments);
        // Picocli trusts the environment, which says nothing of where the output goes: no colours into a pipe.
        line.setColorScheme(Help.defaultColorScheme(System.console() == null ? Help.Ansi.OFF : Help.Ansi.AUTO));
        // An argument that begins with @ is no file of arguments.
        line.setExpandAtFiles(false);
        line.registerConverter(Charset.class, MailchuteCommand::charset);
        line.setErr(Invocation.errors());
        line.setParameterExceptionHandler(
                (e, words) -> Invocation.complain(e.getMessage() + " (--help says more)", ExitStatus.USAGE));
        line.setExecutionExceptionHandler((e, command, result) -> Invocation.failed(e));
        line.setExecutionStrategy(parsed -> execute(parsed));
        return line.execute(arguments);
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
            return Invocation.complain(e.getMessage(), ExitStatus.UNSUPPORTED);
        }
        return new RunLast().execute(parsed);
    }
}
