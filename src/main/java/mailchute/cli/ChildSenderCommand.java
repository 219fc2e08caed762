package mailchute.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mailchute.history.History;
import mailchute.ipc.IpcException;
import mailchute.room.ChildSender;
import mailchute.room.HandlesBy;
import mailchute.room.InheritedHandles;
import mailchute.room.Roster;
import mailchute.window.Windows;
import mailchute.wire.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    /** What a sender gives, beside {@code --headless} and {@code --shared}. */
    private static final Set<String> OF_SENDERS = Set.of("--room", "--name", "--handles", "--parent", "--line");

    /**
     * The command as senders write it. It is read without picocli, whose classes are of Java 5, too old for a class-data
     * archive: a child that does not load them starts in two thirds of the time.
     *
     * @return empty for all else, which picocli reads, or complains of
     */
    static Optional<ChildSenderCommand> asSendersWrite(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("child")) {
            return Optional.empty();
        }
        Map<String, String> given = new HashMap<>();
        boolean headless = false;
        boolean shared = false;
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("--headless") && !headless) {
                headless = true;
            } else if (arguments[i].equals("--shared") && !shared) {
                shared = true;
            } else if (!OF_SENDERS.contains(arguments[i])
                    || i + 1 == arguments.length
                    || arguments[i + 1].startsWith("-")
                    || given.put(arguments[i], arguments[++i]) != null) {
                return Optional.empty();
            }
        }
        ChildSenderCommand child = new ChildSenderCommand();
        new SharedOption().share(shared);
        child.options = RoleOptions.of(given.getOrDefault("--room", Names.DEFAULT_ROOM), given.get("--name"), headless);
        child.handles = given.get("--handles");
        child.parent = given.get("--parent");
        child.line = given.get("--line");
        return Optional.of(child);
    }

    @Override
    public Integer call() throws Exception {
        ChildSender.prepare();
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
            Optional<Windows.Opening> window = Optional.empty();
            if (options.window()) {
                window = Optional.of(Windows.openChild(child, roster, stay, () -> ending.with(ExitStatus.OK)));
            }
            Optional<ChildSenderConsole> console = Optional.empty();
            if (options.console()) {
                console = Optional.of(attachConsole(child, roster, ending));
            }
            // What the parent has ordered is done before the window is there.
            child.followOrders();
            window.ifPresent(Windows.Opening::await);
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
            throw new UsageException(e.getMessage());
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
                throw new UsageException(e.getMessage());
            }
            throw e;
        }
    }
}
