package mailchute.cli;

import static mailchute.room.TestRoom.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import mailchute.wire.VisibleText;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The names of files and programs, and what programs complain of, reach a terminal as text that is seen and controls nothing. */
@Timeout(180)
class HarmlessLinesTest {

    /** Windows has no control characters and no brackets in the names of files. */
    private static final String EVIL = "e\u202Evi\u200Bl" + (TestRoom.WINDOWS ? "" : "\u001b[31m\u009b2J\u0007<html>");

    private static final String SEEN = "e\uFFFDvi\uFFFDl" + (TestRoom.WINDOWS ? "" : "\u241b[31m\uFFFD2J\u2407<html>");

    private final TestRoom room = new TestRoom();

    @TempDir
    Path folder;

    @AfterEach
    void everythingEnds() throws Exception {
        room.close();
    }

    private static void assertHarmless(List<String> lines) {
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(printed -> assertThat(VisibleText.line(printed)).isEqualTo(printed));
    }

    private Path evilProgram(String name) throws Exception {
        Path copy = folder.resolve(EVIL + (TestRoom.WINDOWS ? ".exe" : ""));
        return Files.copy(TestPrograms.path(name), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private DrivenProcess receiver(String name, String... more) throws Exception {
        DrivenProcess receiver = room.start("receiver", name, more);
        TestRoom.mailslot(receiver);
        return receiver;
    }

    @Test
    void theNameOfAProgramThatWasRun() throws Exception {
        DrivenProcess bob = receiver("bob");
        Run run = Run.of(List.of(
                "run", "--room", room.name(), "--", evilProgram("mail-child").toString(), "{handle}", "3", "hello"));
        assertThat(run.status()).isEqualTo(3);
        // Its nickname is what of it can be one.
        line(bob, "\\] evil\\w* \\(.*\\): evil\\w* ended with exit status 3 ");
        assertHarmless(bob.output());
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where a message's writer is known, and a shell writes any byte
    void theNameOfAProgramThatWritesPlainTextAndWhatItComplainsOf() throws Exception {
        DrivenProcess bob = receiver("bob");
        String mailslot = TestRoom.mailslot(bob);
        Run plain = Run.of(new ChildCommand(evilProgram("mail-sender").toString()).arguments(mailslot, "from " + EVIL));
        assertThat(plain.status()).as("%s", plain).isZero();
        line(bob, "unknown \\(process \\d+, verified\\): from " + Pattern.quote(SEEN) + "$");

        String complain = "printf 'first\\n\\033]0;title\\007\\342\\200\\256back\\342\\200\\213\\n' >&2; exit 1";
        Run run = Run.of(List.of("run", "--room", room.name(), "--", "sh", "-c", complain));
        assertThat(run.status()).isEqualTo(1);
        line(bob, "ended with exit status 1 after \\d+\\.\\d s: \u241b\\]0;title\u2407\uFFFDback\uFFFD$");
        assertHarmless(bob.output());
        Run history = Run.of(List.of("tail", "--room", room.name()));
        assertThat(history.output()).anyMatch(said -> said.contains("\u241b]0;title\u2407"));
        assertHarmless(history.output());
    }

    @Test
    @EnabledOnOs(OS.LINUX) // a program that sleeps, and a shell's lines
    void theNameOfAProcessInTheListAndAtThePrompt() throws Exception {
        try (ChildProcess sleeper = new ChildCommand(evilProgram("sleeper").toString()).start()) {
            String pid = Long.toString(sleeper.identity().pid());
            Run list = Run.of(List.of("lp", pid));
            assertThat(list.output()).anyMatch(row -> row.contains(SEEN));
            assertHarmless(list.output());
            Run json = Run.of(List.of("lp", pid, "--json"));
            assertThat(json.output()).anyMatch(row -> row.contains("\\u202E") && row.contains("\\u009B"));
            assertHarmless(json.output());
            Run prompt = Run.of(List.of("console"), "lp " + pid, "kp " + pid, "y");
            assertHarmless(prompt.output());
            assertThat(sleeper.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    @Test
    void theNameOfAFileInAConversationAndInAFolder() throws Exception {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Path evil = Files.writeString(folder.resolve(EVIL + ".txt"), "what is in it");
        DrivenProcess bob = receiver("bob", "--files", theirs.toString());
        DrivenProcess alice = room.start("sender", "alice");
        TestRoom.reaches(alice, bob);
        alice.type("/to " + bob.pid() + " look");
        line(bob, "look$");
        alice.type("/file " + bob.pid() + " " + evil);
        line(bob, "file 1 from alice.*: offered, 13 bytes");
        bob.type("/accept 1");
        line(bob, "file 1 .*: received as .*evil");
        line(alice, "file 1 .*: received there$");
        assertHarmless(bob.output());
        assertHarmless(alice.output());
        assertThat(alice.errors().stream().filter(said -> !said.contains("warning")))
                .isEmpty();
        try (Stream<Path> received = Files.list(theirs)) {
            assertThat(received).singleElement().satisfies(file -> {
                String name = file.getFileName().toString();
                assertThat(VisibleText.line(name)).isEqualTo(name).doesNotContain("\uFFFD");
                assertThat(file).hasContent("what is in it");
                if (!TestRoom.WINDOWS) {
                    assertThat(Files.isExecutable(file)).isFalse();
                }
            });
        }
    }

    /** A completion is the only thing that goes to the terminal as it is, so such a name is none. */
    @Test
    void theNameOfAFileThatIsCompleted() throws Exception {
        Files.writeString(folder.resolve(EVIL), "");
        Files.writeString(folder.resolve("even.txt"), "");
        PromptCompleter completer = new PromptCompleter(
                () -> folder,
                List.of("type"),
                command -> command.equals("kp") ? Optional.of(List.of(EVIL, "good")) : Optional.empty());
        assertThat(completed(completer, "type e")).containsExactly("even.txt");
        assertThat(completed(completer, "kp ")).containsExactly("good");
    }

    private static List<String> completed(PromptCompleter completer, String line) {
        List<Candidate> candidates = new ArrayList<>();
        completer.complete(null, new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }
}
