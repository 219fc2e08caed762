package mailchute.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.history.History;
import mailchute.ipc.IpcException;
import mailchute.room.ChildSender;
import mailchute.room.HandlesBy;
import mailchute.room.InheritedHandles;
import mailchute.room.Roster;
import mailchute.window.Windows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailchute child}: what a sender starts. */
@Command(
        name = "child",
        description = "Be a child sender: write through inherited handles alone. Senders start this.",
        footer = {"", "Example: mailchute child --headless --handles 404 --parent 412 --line 416"},
        mixinStandardHelpOptions = true)
final class ChildSenderCommand implements Callable<Integer> {

    @Mixin
    private RoleOptions options;

    @Option(
            names = "--handles",
            paramLabel = "VALUE,VALUE…",
            description = "The values of the inherited write handles; " + HandlesBy.HANDLES_VARIABLE + " unless given.")
    private String handles;

    @Option(
            names = "--parent",
            paramLabel = "VALUE",
            description = "The value of the parent's process handle; " + HandlesBy.PARENT_VARIABLE + " unless given.")
    private String parent;

    @Option(
            names = "--line",
            paramLabel = "VALUE",
            description = "The value of the order line's end; " + HandlesBy.LINE_VARIABLE + " unless given.")
    private String line;

    @Option(names = "--stay", description = "Stay when the parent ends.")
    private boolean stay;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String room = options.room();
        String nickname = options.nickname();
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                History history = HistoryFile.open();
                ChildSender child = adopt(nickname, room, inherited())) {
            child.join(nickname, room);
            child.participant().keepIn(history);
            child.participant().keepFilesIn(options.filePlaces());
            child.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            if (options.window()) {
                Windows.openChild(child, roster, stay, () -> ending.with(ExitStatus.OK));
            }
            Optional<ChildSenderConsole> console = Optional.empty();
            if (options.console()) {
                console = Optional.of(attachConsole(child, roster, ending));
            }
            child.start(roster);
            console.ifPresent(RoleConsole::readLines);
            return ending.await();
        }
    }

    private ChildSenderConsole attachConsole(ChildSender child, Roster roster, Ending ending) {
        ChildSenderConsole[] lines = new ChildSenderConsole[1];
        boolean ordered = child.inherited().line().isPresent();
        lines[0] = new ChildSenderConsole(
                new Console(),
                child,
                roster,
                () -> {
                    // A child that takes orders is there for them, whatever becomes of its standard input.
                    if (!options.window() && !ordered) {
                        ending.with(lines[0].deliveryStatus());
                    }
                },
                () -> {
                    if (!options.window() && !stay) {
                        ending.with(lines[0].deliveryStatus());
                    }
                });
        lines[0].attach();
        return lines[0];
    }

    private InheritedHandles inherited() {
        try {
            boolean byArguments = handles != null;
            return InheritedHandles.parse(
                    told(handles, HandlesBy.HANDLES_VARIABLE),
                    told(parent, HandlesBy.PARENT_VARIABLE),
                    told(line, HandlesBy.LINE_VARIABLE),
                    byArguments ? HandlesBy.ARGV : HandlesBy.ENVIRONMENT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String told(String argument, String variable) {
        String told = argument != null ? argument : System.getenv(variable);
        return told == null ? "" : told;
    }

    private ChildSender adopt(String nickname, String room, InheritedHandles inherited) throws IpcException {
        try {
            return ChildSender.adopt(nickname, room, inherited);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.WRONG_HANDLE) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
            throw e;
        }
    }
}
