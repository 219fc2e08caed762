package mailchute.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestJvm;
import mailchute.ipc.ChildCommand;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The history between processes, and what becomes of it when they, or the disk, fail. */
@Tag("faults")
@Timeout(180)
class HistoryProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private Path file;
    private final List<DrivenProcess> started = new ArrayList<>();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("data").resolve("history.db");
    }

    @AfterEach
    void endAll() throws Exception {
        for (DrivenProcess process : started) {
            process.process().terminate(1);
        }
        for (DrivenProcess process : started) {
            process.process().waitFor(PATIENCE);
            process.close();
        }
    }

    @Test
    void severalProcessesBeginOneHistoryAndWriteIntoItAtOnce() throws Exception {
        int writers = 4;
        int each = 500;
        List<DrivenProcess> processes = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            processes.add(start("write", file, "w" + i, Integer.toString(each)));
        }
        Set<String> ids = new HashSet<>();
        Map<Long, String> byPlace = new HashMap<>();
        for (DrivenProcess process : processes) {
            await(process, "^done$");
            assertThat(process.output()).as("never off").noneMatch(line -> line.startsWith("off"));
            List<String> told = toldBy(process);
            assertThat(told)
                    .as("one after the other, by %s", process.lastLines())
                    .isSorted()
                    .hasSize(each);
            for (Map.Entry<String, Long> one : placesToldBy(process).entrySet()) {
                ids.add(one.getKey());
                assertThat(byPlace.computeIfAbsent(one.getValue(), place -> one.getKey()))
                        .isEqualTo(one.getKey());
            }
        }
        assertThat(ids).hasSize(writers * each * 4 / 5 + each / 5);
        assertThat(everything()).extracting(stored -> stored.entry().id()).containsExactlyInAnyOrderElementsOf(ids);
        assertIsWhole();
    }

    /** Names sort as numbers where they are of one length; what a process records is told in that order. */
    private static List<String> toldBy(DrivenProcess process) {
        return process.output().stream()
                .filter(line -> line.startsWith("told"))
                .map(line -> String.format("%9s", line.replaceAll("^told \\S+-(\\d+) .*", "$1")))
                .toList();
    }

    private static Map<String, Long> placesToldBy(DrivenProcess process) {
        Map<String, Long> places = new HashMap<>();
        for (String line : process.output()) {
            // The last line of a killed process may be cut.
            if (line.matches("told \\S+ \\d+")) {
                places.put(line.split(" ")[1], Long.parseLong(line.split(" ")[2]));
            }
        }
        return places;
    }

    @Test
    void whoeverHasWrittenAndWaitsIsInNobodysWay() throws Exception {
        List<DrivenProcess> processes = List.of(start("serve", file), start("serve", file), start("serve", file));
        for (int round = 0; round < 3; round++) {
            for (DrivenProcess process : processes) {
                process.type("round" + round + "-" + process.pid());
                await(process, "^told round" + round + "-\\d+ ");
            }
        }
        assertThat(processes)
                .allSatisfy(process -> assertThat(process.output()).hasSize(4).startsWith("on"));
        assertThat(everything()).hasSize(9);
    }

    @Test
    void aKilledWriterLosesNothingThatItToldAndLeavesNothingHalf() throws Exception {
        Map<String, Long> told = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            DrivenProcess process = start("write", file, "round" + round, "1000000");
            await(process, "^told round" + round + "-" + (round * 700 + 301) + " \\d+");
            process.process().terminate(137);
            assertThat(process.process().waitFor(PATIENCE)).isTrue();
            assertThat(process.awaitEndOfOutput(PATIENCE)).isTrue();
            told.putAll(placesToldBy(process));

            Map<Long, Stored> there = new HashMap<>();
            everything().forEach(stored -> there.put(stored.number(), stored));
            told.forEach(
                    (id, place) -> assertThat(there.get(place).entry().id()).isEqualTo(id));
            assertThat(there.values())
                    .allSatisfy(stored -> assertThat(stored.entry().text())
                            .isEqualTo(HistoryProgram.text(stored.entry().id())));
            // What is there is found, by both indexes.
            assertThat(count("\"says 안녕하세요\"")).isEqualTo(there.size());
            assertThat(count("안녕")).isEqualTo(there.size());
            assertIsWhole();
        }
    }

    @Test
    void whoeverHoldsTheDatabaseStopsNobodyFromShowingAndWhatCameIsKeptLater() throws Exception {
        try (History history = History.open(file, HistoryProgram.RETRY)) {
            record(history, "first");
            DrivenProcess holder = start("hold", file);
            await(holder, "^held$");
            List<HistoryStatus> said = Collections.synchronizedList(new ArrayList<>());
            history.onStatus(said::add);
            assertThat(record(history, "held up")).isEmpty();
            assertThat(((HistoryStatus.Off) said.get(1)).reason()).isEqualTo(HistoryException.Reason.BUSY);

            holder.process().terminate(1);
            TestRoom.until("the history is on", () -> said.get(said.size() - 1) instanceof HistoryStatus.On);
            assertThat(everything()).extracting(stored -> stored.entry().id()).containsExactly("first", "held up");
        }
    }

    @Test
    void ofSeveralThatFindTheDamageOneSetsItAsideAndAllGoOn() throws Exception {
        List<DrivenProcess> processes = List.of(start("serve", file), start("serve", file), start("serve", file));
        for (DrivenProcess process : processes) {
            process.type("before-" + process.pid());
            await(process, "^told before-\\d+ \\d+$");
        }
        try (History last = History.open(file)) {
            // Who wrote last knows the file by heart, and would not look at it again.
            assertThat(record(last, "before")).isPresent();
        }
        overwrite(file);
        overwrite(file.resolveSibling("history.db-wal"));
        for (DrivenProcess process : processes) {
            process.type("after-" + process.pid());
        }
        for (DrivenProcess process : processes) {
            await(process, "^told after-\\d+ ");
        }
        // Where an open file cannot be renamed it takes until all have let go of it.
        String[] ids =
                processes.stream().map(process -> "after-" + process.pid()).toArray(String[]::new);
        TestRoom.until("all is in the new one", () -> idsOrNone().containsAll(List.of(ids)));
        assertThat(everything()).extracting(stored -> stored.entry().id()).containsExactlyInAnyOrder(ids);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> name.matches(".*damaged-[-0-9]+")))
                    .hasSize(1);
        }
    }

    private List<String> idsOrNone() {
        try {
            return everything().stream().map(stored -> stored.entry().id()).toList();
        } catch (HistoryException notYet) {
            return List.of();
        }
    }

    /** All of it, in its length: a file that is open elsewhere, and mapped, must not become shorter. */
    private static void overwrite(Path damaged) throws Exception {
        try (SeekableByteChannel channel = Files.newByteChannel(damaged, StandardOpenOption.WRITE)) {
            byte[] garbage = new byte[(int) channel.size()];
            Arrays.fill(garbage, (byte) 'Z');
            channel.write(ByteBuffer.wrap(garbage));
        }
    }

    @Test
    @Tag("not-on-wine") // Windows lets nobody delete an open file
    void aHistoryThatIsDeletedMeanwhileIsBegunAnew() throws Exception {
        try (History history = History.open(file, HistoryProgram.RETRY);
                HistoryReader reader = history.reader()) {
            record(history, "first");
            assertThat(reader.newest(HistoryProgram.LOBBY, 10)).hasSize(1);
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            assertThat(record(history, "second")).isPresent();
            assertThat(reader.newest(HistoryProgram.LOBBY, 10))
                    .extracting(stored -> stored.entry().id())
                    .containsExactly("second");
        }
    }

    @Test
    @Tag("not-on-wine") // needs a file system of its own
    void onAFullDiskTheChatGoesOnAndWhatCameIsKeptOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        DrivenProcess process = startOn("size=1500k", disk, "head -c 700k /dev/zero > ballast && exec \"$@\"", "serve");
        await(process, "^on$");
        int next = 0;
        while (process.output().stream().noneMatch(line -> line.startsWith("off")) && next < 5_000) {
            process.type("id-" + next);
            await(process, "^told id-" + next + " ");
            next++;
        }
        assertThat(await(process, "^off (.*)").group(1)).isEqualTo("FULL the disk is full");
        assertThat(process.output()).contains("told id-" + (next - 1) + " nowhere");
        assertThat(toldBy(process)).isSorted().hasSize(next);

        // The namespace is the process's own; its root is reached through it.
        Files.delete(Path.of("/proc", Long.toString(process.pid()), "root", disk.toString(), "ballast"));
        process.type("id-" + next);
        process.type("id-" + (next + 1));
        TestRoom.until("the history is on again", () -> process.output().lastIndexOf("on") > 0);
        process.type("last");
        await(process, "^told last \\d+$");
        process.type("?");
        assertThat(await(process, "^there are (\\d+)$").group(1)).isEqualTo(Integer.toString(next + 3));
    }

    @Test
    @Tag("not-on-wine") // needs a file system of its own
    void inAFolderThatCannotBeWrittenTheChatGoesOn() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        DrivenProcess process = startOn("size=2m", disk, "mount -o remount,ro . && exec \"$@\"", "write", "id", "7");
        await(process, "^done$");
        assertThat(process.output())
                .filteredOn(line -> line.startsWith("told"))
                .hasSize(7)
                .allMatch(line -> line.endsWith(" nowhere"));
        assertThat(await(process, "^off (.*)").group(1))
                .startsWith("NOT_WRITABLE")
                .contains(disk.toString());
    }

    /** Starts the program with a small file system of its own at the folder, after a shell has prepared that. */
    private DrivenProcess startOn(String options, Path disk, String prepare, String what, String... more)
            throws Exception {
        ChildCommand program = command(what, disk.resolve("history.db"), more);
        String mount = "mount -t tmpfs -o " + options + " none \"$0\" && cd \"$0\" && ";
        assumeTrue(canMount(), "this system lets nobody have a file system of his own (user namespaces)");
        return start(new ChildCommand("/usr/bin/unshare")
                .arguments("-rm", "sh", "-c", mount + prepare, disk.toString(), program.program())
                .arguments(program.arguments()));
    }

    private boolean canMount() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        DrivenProcess tried = start(new ChildCommand("/usr/bin/unshare")
                .arguments("-rm", "mount", "-t", "tmpfs", "none", folder.toString()));
        return TestRoom.exit(tried) == 0;
    }

    private DrivenProcess start(String what, Path where, String... more) throws Exception {
        return start(command(what, where, more));
    }

    private DrivenProcess start(ChildCommand command) throws Exception {
        DrivenProcess process = DrivenProcess.start(command);
        started.add(process);
        return process;
    }

    private static ChildCommand command(String what, Path where, String... more) {
        return TestJvm.command(HistoryProgram.class, "-Xmx96m")
                .arguments(what, where.toString())
                .arguments(more);
    }

    private static Matcher await(DrivenProcess process, String regex) throws Exception {
        return process.awaitLine(Pattern.compile(regex), PATIENCE)
                .orElseThrow(() -> new AssertionError("process " + process.pid() + " did not print " + regex
                        + "; it printed " + process.lastLines()));
    }

    private static OptionalLong record(History history, String id) throws Exception {
        CompletableFuture<OptionalLong> told = new CompletableFuture<>();
        history.record(HistoryProgram.entry(id), told::complete);
        return told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<Stored> everything() throws HistoryException {
        try (HistoryReader reader = HistoryReader.of(file)) {
            return reader.newest(HistoryProgram.LOBBY, 1_000_000);
        }
    }

    private int count(String query) throws Exception {
        try (HistoryReader reader = HistoryReader.of(file)) {
            SearchQuery parsed = SearchQuery.parse(query, ZoneId.systemDefault());
            return reader.search(parsed, Long.MAX_VALUE, 1_000_000).hits().size();
        }
    }

    private void assertIsWhole() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("ok");
        }
    }
}
