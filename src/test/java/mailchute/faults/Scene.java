package mailchute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailchute.history.Channel;
import mailchute.history.HistoryReader;
import mailchute.history.Stored;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.HandleTable;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.win32.OpenHandles;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.ProcessControl;
import mailchute.room.Roster;
import mailchute.room.TestRoom;
import mailchute.wire.Limits;

/**
 * A room whose processes have a home of their own, so that what they leave on disk is theirs alone. At its end nothing may be
 * left of any of them, nor anything open in this process.
 */
final class Scene {

    private final Set<Long> handles = handles();
    private final Set<String> threads = threads();
    private final int descriptors = descriptors();
    private final TestRoom room = new TestRoom();
    private final Roster roster = new Roster();
    private final Path home;

    /** @param home a folder for this scene */
    Scene(Path home) {
        this.home = home;
    }

    String name() {
        return room.name();
    }

    Roster roster() {
        return roster;
    }

    /** A command for a headless participant of this room, at home here. */
    ChildCommand command(String role, String nickname, String... more) {
        return atHome(room.command(role, nickname, more));
    }

    ChildCommand atHome(ChildCommand command) {
        return command.environment("XDG_DATA_HOME", home.resolve("data").toString())
                .environment("XDG_STATE_HOME", home.resolve("state").toString())
                .environment("XDG_CONFIG_HOME", home.resolve("config").toString())
                .environment("LOCALAPPDATA", home.resolve("data").toString())
                .environment("APPDATA", home.resolve("config").toString());
    }

    DrivenProcess start(String role, String nickname, String... more) throws IpcException {
        return room.start(command(role, nickname, more));
    }

    DrivenProcess start(ChildCommand command) throws IpcException {
        return room.start(command);
    }

    /** Ends a process as nothing can prepare for: SIGKILL, {@code TerminateProcess}. */
    static void kill(DrivenProcess process) throws Exception {
        process.process().terminate(ProcessControl.KILLED);
        assertThat(process.process().waitFor(TestRoom.PATIENCE))
                .as("process %d ends", process.pid())
                .isTrue();
        assertThat(process.awaitEndOfOutput(TestRoom.PATIENCE))
                .as("its output ends")
                .isTrue();
    }

    static boolean hasEnded(DrivenProcess process) throws Exception {
        return process.process().waitFor(Duration.ZERO);
    }

    Path historyFile() {
        return home.resolve("data").resolve("mailchute").resolve("history.db");
    }

    /** What is on disk of the room, by its place. */
    List<Stored> history() throws Exception {
        return history(new Channel.Room(room.name()));
    }

    List<Stored> history(Channel channel) throws Exception {
        try (HistoryReader reader = HistoryReader.of(historyFile())) {
            return reader.newest(channel, 10_000_000);
        }
    }

    void historyIsWhole() throws Exception {
        if (!Files.exists(historyFile())) {
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + historyFile());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("ok");
        }
        try (Stream<Path> files = Files.list(historyFile().getParent())) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("damaged"));
        }
    }

    /** Nobody sees it any more, and its names are free: whoever looks next, or comes next, sweeps them. */
    void nothingIsLeftOf(long pid) throws Exception {
        TestRoom.gone(roster, pid);
        assertThat(NamedPipe.owners(Addresses.pipePrefix())).doesNotContain(pid);
        if (!TestRoom.WINDOWS) {
            String own = Addresses.mailslot(room.name(), ProcessHandle.current().pid());
            // Another process that sweeps at this moment is not waited for by who comes.
            TestRoom.until("nothing is left of process " + pid, () -> {
                Mailslot.create(own, Limits.MAILSLOT_MESSAGE).close();
                return namesOf(pid).isEmpty();
            });
        }
    }

    /** In this room alone: in another one a process with the same pid may have left its own, and nobody comes there. */
    private List<Path> namesOf(long pid) throws IpcException {
        String mailslot = Addresses.mailslot(room.name(), pid);
        String pipe = Addresses.pipe(pid);
        return Stream.of(mailslot, mailslot + ".lock", pipe, pipe + ".lock")
                .map(Path::of)
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** The processes that were started for this room and still run, whoever started them. */
    private List<Long> running() throws IOException {
        List<Long> pids = new ArrayList<>();
        if (TestRoom.WINDOWS) {
            return pids;
        }
        for (String name : new File("/proc").list()) {
            Path line = Path.of("/proc", name, "cmdline");
            if (name.matches("\\d+") && cmdline(line).contains(room.name())) {
                pids.add(Long.parseLong(name));
            }
        }
        return pids;
    }

    private static String cmdline(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    /** Ends every process, and looks for what is left. */
    void end() throws Exception {
        room.close();
        TestRoom.until("no process of the room is left", () -> running().isEmpty());
        TestRoom.members(
                roster,
                "nobody of the room",
                all -> all.stream()
                        .noneMatch(member -> member.card()
                                .filter(card -> card.room().equals(room.name()))
                                .isPresent()));
        roster.close();
        TestRoom.until("every thread of the scene has ended: " + threads(), () -> threads.containsAll(threads()));
        Set<Long> left = handles();
        left.removeAll(handles);
        assertThat(left)
                .as("handles that are still open here: %s", HandleTable.entries())
                .isEmpty();
        // A few may be the JVM's own.
        assertThat(descriptors() - descriptors)
                .as("descriptors more than before")
                .isLessThan(10);
    }

    /** But for the event that the first child of a process is watched with, which stays. */
    private static Set<Long> handles() {
        return HandleTable.entries().stream()
                .filter(entry -> TestRoom.WINDOWS || entry.kind() != HandleTable.Kind.EVENT)
                .map(HandleTable.Entry::value)
                .collect(Collectors.toSet());
    }

    /** Those that wait for something; a pool's idle ones end by themselves, a minute later. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mailchute-") && !name.matches(".*-(card|reaper).*"))
                .collect(Collectors.toSet());
    }

    private static int descriptors() {
        if (TestRoom.WINDOWS) {
            // Under Wine /proc/self is that of Wine's server, which has some for each process that ends or begins.
            return OpenHandles.pipes();
        }
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
