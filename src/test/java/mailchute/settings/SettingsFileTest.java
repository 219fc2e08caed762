package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mailchute.TestJvm;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.IpcSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    private static final boolean WINDOWS = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private Path path;
    private SettingsFile file;

    @BeforeEach
    void setUp() {
        path = home.resolve("config").resolve("mailchute").resolve("settings.conf");
        file = new SettingsFile(path);
    }

    private static Settings everything() {
        return new Settings(
                Optional.of("밥-1"),
                ThemeChoice.DARK,
                125,
                LanguageChoice.KOREAN,
                false,
                true,
                new QuietHours(true, LocalTime.of(23, 30), LocalTime.of(6, 0)),
                Optional.of(Path.of("files", "받은 파일").toAbsolutePath()),
                false);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void withoutAFileTheDefaultsCountAndNothingIsMade() {
        assertThat(file.load()).isEqualTo(new SettingsFile.Loaded(Settings.DEFAULT, List.of()));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        assertThat(file.change(Settings.DEFAULT, everything()).settings()).isEqualTo(everything());
        assertThat(new SettingsFile(path).load()).isEqualTo(new SettingsFile.Loaded(everything(), List.of()));
        assertThat(file.change(everything(), Settings.DEFAULT).settings()).isEqualTo(Settings.DEFAULT);
        assertThat(new SettingsFile(path).load()).isEqualTo(new SettingsFile.Loaded(Settings.DEFAULT, List.of()));
    }

    @Test
    void aPersonCanReadAndWriteIt() throws Exception {
        file.change(Settings.DEFAULT, everything());
        assertThat(path)
                .content(StandardCharsets.UTF_8)
                .startsWith("# Mailchute")
                .contains("theme = dark\n", "nickname = 밥-1\n", "quiet-from = 23:30\n");
        write("scale = 110\ntheme=Light\n");
        assertThat(file.load().settings().scale()).isEqualTo(110);
        assertThat(file.load().settings().theme()).isEqualTo(ThemeChoice.LIGHT);
    }

    @Test
    void aChangeOfOneKeyDoesNotUndoAnother() throws Exception {
        Settings shown = file.load().settings();
        write("# mine\ntheme = dark\nfrom-the-future = yes\n");

        Settings now = file.change(shown, shown.withDoNotDisturb(true)).settings();

        assertThat(now.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(now.doNotDisturb()).isTrue();
        assertThat(path).hasContent("# mine\ntheme = dark\nfrom-the-future = yes\ndo-not-disturb = on\n");
    }

    @Test
    void aBrokenFileIsSetAsideAndThatIsSaid() throws Exception {
        write("theme = dark\nwhat is this\n");

        SettingsFile.Loaded loaded = file.load();

        assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(loaded.problems())
                .singleElement()
                .isInstanceOfSatisfying(SettingsProblem.SetAside.class, problem -> {
                    assertThat(problem.aside()).hasContent("theme = dark\nwhat is this\n");
                    assertThat(problem.line())
                            .contains(path.toString(), problem.aside().toString());
                });
        assertThat(path).doesNotExist();
        assertThat(file.load().problems()).isEmpty();
    }

    @Test
    void twoBrokenFilesAreKeptBoth() throws Exception {
        write("broken");
        file.load();
        Files.write(path, new byte[] {'a', '=', (byte) 0xFF, (byte) 0xFE});
        assertThat(file.change(Settings.DEFAULT, everything()).problems()).hasSize(1);

        assertThat(file.load().settings()).isEqualTo(everything());
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files.filter(each -> each.toString().contains(".broken-")))
                    .hasSize(2);
        }
    }

    @Test
    void aFileThatCannotBeReadIsLeftAloneAndThatIsSaid() throws Exception {
        Files.createDirectories(path);

        assertThat(file.load().settings()).isEqualTo(Settings.DEFAULT);
        assertThat(file.load().problems()).singleElement().isInstanceOf(SettingsProblem.Unreadable.class);
        assertThatThrownBy(() -> file.change(Settings.DEFAULT, everything())).isInstanceOf(IOException.class);
        assertThat(path).isDirectory();
    }

    @Test
    void aValueThatMeansNothingIsSaidAndTheOthersCount() throws Exception {
        write("theme = purple\nscale = 9000\nnickname = a b\nquiet-from = 25:00\nhistory = off\nfiles-folder = here\n"
                + "quiet-hours = on\nquiet-to = 22:00\n");

        SettingsFile.Loaded loaded = file.load();

        assertThat(loaded.settings().history()).isFalse();
        assertThat(loaded.settings().theme()).isEqualTo(ThemeChoice.SYSTEM);
        assertThat(loaded.settings().quietHours()).isEqualTo(QuietHours.DEFAULT);
        assertThat(loaded.problems())
                .extracting(problem -> ((SettingsProblem.BadValue) problem).key())
                .containsExactly("nickname", "theme", "scale", "quiet-from", "quiet-to", "files-folder");
        file.change(loaded.settings(), loaded.settings().withDoNotDisturb(true));
        assertThat(path).content().contains("theme = purple\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links take a right there that few users have")
    void aLinkStaysALink() throws Exception {
        Path real = Files.createDirectories(home.resolve("dotfiles")).resolve("mailchute");
        Files.createDirectories(path.getParent());
        Files.writeString(real, "theme = light\n");
        Files.createSymbolicLink(path, real);

        file.change(Settings.DEFAULT, Settings.DEFAULT.withDoNotDisturb(true));

        assertThat(path).isSymbolicLink();
        assertThat(real).hasContent("theme = light\ndo-not-disturb = on\n");
    }

    @Test
    void severalProcessesAndThreadsLoseNoChangeAndSeeWholeFilesOnly() throws Exception {
        int rounds = 40;
        StateFile shared = new StateFile(home.resolve("shared.conf"));
        List<ChildProcess> writers = new ArrayList<>();
        try {
            for (String key : List.of("one", "two", "three")) {
                writers.add(TestJvm.command(SettingsWriter.class)
                        .arguments(home.toString(), key, Integer.toString(rounds))
                        .start());
            }
            Thread thread = new Thread(() -> {
                try {
                    SettingsWriter.main(new String[] {home.toString(), "thread", Integer.toString(rounds)});
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            SettingsWriter.main(new String[] {home.toString(), "here", Integer.toString(rounds)});
            thread.join();
            for (ChildProcess writer : writers) {
                assertThat(writer.waitFor(LONG)).isTrue();
                assertThat(writer.exitCode()).hasValue(0);
            }
        } finally {
            for (ChildProcess writer : writers) {
                writer.close();
            }
        }
        String all = Integer.toString(rounds);
        assertThat(shared.read())
                .containsAllEntriesOf(Map.of("one", all, "two", all, "three", all, "thread", all, "here", all))
                .containsEntry("all", Integer.toString(5 * rounds));
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("shared.conf", "shared.conf.lock");
        }
    }
}
