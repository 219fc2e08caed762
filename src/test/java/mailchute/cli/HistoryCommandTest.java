package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.history.Writer;
import mailchute.ipc.ChildCommand;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mailchute history} as a process, on a history of its own. */
class HistoryCommandTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 24, 12, 0);

    @TempDir
    private Path folder;

    private Run run(String... arguments) throws Exception {
        Stream<String> all = Stream.concat(Stream.of("history"), Stream.of(arguments));
        return Run.of(inFolder(Program.command(false, all.toList())));
    }

    private ChildCommand inFolder(ChildCommand command) {
        return command.environment(TestRoom.WINDOWS ? "LOCALAPPDATA" : "XDG_DATA_HOME", folder.toString());
    }

    private Path file() {
        return folder.resolve("mailchute").resolve("history.db");
    }

    private void keep(Entry... entries) throws Exception {
        CountDownLatch told = new CountDownLatch(entries.length);
        try (History history = History.open(file())) {
            for (Entry entry : entries) {
                history.record(entry, place -> told.countDown());
            }
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Entry entry(String id, Channel channel, int minute, String from, String text) {
        return new Entry(
                channel,
                id,
                NOON.plusMinutes(minute).atZone(ZoneId.systemDefault()).toInstant(),
                Writer.named(from, 4711),
                false,
                Optional.empty(),
                text);
    }

    private void keepThree() throws Exception {
        keep(
                entry("1", new Channel.Room("lobby"), 0, "alice", "the build failed\u001b]0;owned\u0007\nat last"),
                entry("2", new Channel.Room("ops"), 1, "은지", "오늘 회의는 3시"),
                entry("3", new Channel.With("bob"), 2, "bob", "build is fine"));
    }

    @Test
    void theNewestAreListedAndASearchNarrowsThem() throws Exception {
        keepThree();
        Run all = run();
        assertThat(all.status()).isZero();
        assertThat(all.errors()).isEmpty();
        assertThat(all.output()).hasSize(4);
        assertThat(all.output().get(0)).matches("at +where +from +process +text");
        assertThat(all.output().get(1)).matches("2026-11-24T12:02:00\\S* +with bob +bob +4711 +build is fine");
        assertThat(all.output().get(2)).contains("ops", "은지", "오늘 회의는 3시");
        assertThat(all.output().get(3)).endsWith("the build failed␛]0;owned␇ at last");

        assertThat(run("회의").output()).hasSize(2);
        assertThat(run("build", "room:lobby").output()).hasSize(2);
        assertThat(run("\"build failed\" after:2026-11-24").output()).hasSize(2);
        assertThat(run("after:2026-11-24T12:01").output()).hasSize(3);
        assertThat(run("nowhere").output()).hasSize(1);
    }

    @Test
    void aLimitIsSaidAndJsonHasTheSameForPrograms() throws Exception {
        keepThree();
        Run two = run("--limit", "2", "--json");
        assertThat(two.status()).isZero();
        assertThat(two.output()).hasSize(4).startsWith("[").endsWith("]");
        assertThat(two.output().get(1))
                .startsWith("  {\"id\":\"3\",\"at\":\"2026-11-24T12:02:00")
                .endsWith("},");
        assertThat(two.output().get(2)).contains("\"room\":\"ops\",\"with\":null,\"from\":\"은지\"");
        assertThat(two.errors()).containsExactly("mailchute: the newest 2; --limit shows more");
        assertThat(run("owned", "--json").output().get(1)).contains("failed\\u001B]0;owned\\u0007\\nat last");
    }

    @Test
    void anExportGoesToAFileOrToStandardOutput() throws Exception {
        keepThree();
        Path page = folder.resolve("page.html");
        Files.writeString(page, "an earlier one");
        Run html = run("build", "--export", "html", "-o", page.toString());
        assertThat(html.status()).as("%s", html).isZero();
        assertThat(html.output()).isEmpty();
        assertThat(page)
                .content()
                .startsWith("<!doctype html>")
                .contains("the build failed", "build is fine")
                .doesNotContain("회의");
        assertThat(run("--export", "jsonl", "--limit", "2").output())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"id\""));
        // Indented once by the export and once more by the console: it still cannot pass for a line of ours.
        assertThat(run("--export", "text").output()).hasSize(4).noneMatch(line -> line.contains("\u001b"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("page.html", "mailchute");
        }
    }

    @Test
    void whereNothingWasKeptNothingIsFoundAndNothingIsMade() throws Exception {
        assertThat(run("anything").output()).hasSize(1);
        assertThat(run("--json").output()).containsExactly("[", "]");
        assertThat(folder.resolve("mailchute")).doesNotExist();
    }

    @Test
    void whatCannotBeUnderstoodIsSaidInALine() throws Exception {
        run("before:someday").failedWith(ExitStatus.USAGE, "mailchute: not a day or a moment: someday");
        run("").failedWith(ExitStatus.USAGE, "mailchute: there is nothing to search for");
        run("--export", "pdf").failedWith(ExitStatus.USAGE, "mailchute: .*text, jsonl or html, not as pdf.*");
        run("-o", "x").failedWith(ExitStatus.USAGE, "mailchute: -o is for --export");
        run("--limit", "0").failedWith(ExitStatus.USAGE, "mailchute: --limit is 1 or more");
    }

    @Test
    void aDamagedHistoryAndAFileThatCannotBeWrittenAreSaidInALine() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "no database ".repeat(200));
        run("anything").failedWith(ExitStatus.FAILED, "mailchute: the history cannot be read: .*history.db is damaged");
        assertThat(file()).content().startsWith("no database");
        Files.delete(file());
        keepThree();
        run("--export", "text", "-o", folder.resolve("no").resolve("folder").toString())
                .failedWith(ExitStatus.FAILED, "mailchute: .*folder cannot be written: .*");
    }

    @Test
    void whatAReceiverHearsIsFoundByTheCommand() throws Exception {
        try (TestRoom room = new TestRoom()) {
            DrivenProcess receiver = room.start(inFolder(room.command("receiver", "rob")));
            TestRoom.mailslot(receiver);
            DrivenProcess sender = room.start(inFolder(room.command("sender", "sue")));
            TestRoom.reaches(sender, receiver);
            sender.type("바로 찾을 수 있는 말");
            TestRoom.line(receiver, "sue .*바로 찾을 수 있는 말");
            // It is shown, so it is there.
            List<String> output = run("찾을 room:" + room.name()).output();
            assertThat(output).hasSize(2);
            assertThat(output.get(1)).contains("sue").endsWith("바로 찾을 수 있는 말");
        }
    }
}
