package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSettingsTest {

    private static final int LONG = 60;

    @TempDir
    private Path folder;

    private Path path;
    private final List<LiveSettings> watchers = new ArrayList<>();
    private final BlockingQueue<Settings> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<SettingsProblem> problems = new LinkedBlockingQueue<>();

    @BeforeEach
    void setUp() {
        path = folder.resolve("settings.conf");
    }

    @AfterEach
    void tearDown() {
        watchers.forEach(LiveSettings::close);
    }

    private LiveSettings watched() {
        LiveSettings settings = new LiveSettings(new SettingsFile(path));
        settings.listen(new LiveSettings.Listener() {
            @Override
            public void changed(Settings now) {
                told.add(now);
            }

            @Override
            public void broken(SettingsProblem problem) {
                problems.add(problem);
            }
        });
        settings.current();
        settings.watch();
        watchers.add(settings);
        return settings;
    }

    private Settings awaitTold() throws InterruptedException {
        Settings settings = told.poll(LONG, TimeUnit.SECONDS);
        assertThat(settings).as("what the listener was told").isNotNull();
        return settings;
    }

    @Test
    void aChangeOfAnotherReachesThoseWhoWatch() throws Exception {
        LiveSettings here = watched();
        LiveSettings there = new LiveSettings(new SettingsFile(path));

        there.change(there.current(), there.current().withDoNotDisturb(true));

        assertThat(awaitTold().doNotDisturb()).isTrue();
        assertThat(here.current().doNotDisturb()).isTrue();
        there.change(there.current(), there.current().withDoNotDisturb(false));
        here.lookAgain();
        assertThat(awaitTold().doNotDisturb()).isFalse();
    }

    @Test
    void whoChangesSomethingIsToldOnceAndBeforeTheChangeReturns() throws Exception {
        LiveSettings here = watched();

        here.change(here.current(), here.current().withDoNotDisturb(true));

        assertThat(told).singleElement().isEqualTo(here.current());
        told.remove();
        // In one step: a look in the middle of writing would find a file without settings.
        Path next = Files.writeString(folder.resolve("next"), Files.readString(path) + "theme = dark\n");
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        here.lookAgain();
        assertThat(awaitTold().theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverIsSlowToHearNobodyHearsOfAnOlderVersionLast() throws Exception {
        LiveSettings here = new LiveSettings(new SettingsFile(path));
        CountDownLatch hearing = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        here.listen(now -> {
            if (now.theme() == ThemeChoice.DARK && !now.doNotDisturb()) {
                hearing.countDown();
                await(heard);
            }
        });
        here.listen(told::add);
        here.current();
        Files.writeString(path, "theme = dark\n");
        Thread looking = new Thread(here::look);
        looking.start();
        assertThat(hearing.await(LONG, TimeUnit.SECONDS)).isTrue();
        Settings dark = here.current();
        Thread changing = new Thread(() -> {
            try {
                here.change(dark, dark.withDoNotDisturb(true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        changing.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG);
        while (changing.getState() != Thread.State.BLOCKED && changing.isAlive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        heard.countDown();
        looking.join();
        changing.join();
        assertThat(told).containsExactly(dark, dark.withDoNotDisturb(true));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatIsBrokenLaterIsToldOfAndTheDefaultsCount() throws Exception {
        Files.writeString(path, "theme = dark\n");
        LiveSettings here = watched();
        assertThat(here.problems()).isEmpty();

        Files.writeString(path, "no settings at all");

        assertThat(awaitTold()).isEqualTo(Settings.DEFAULT);
        assertThat(problems.poll(LONG, TimeUnit.SECONDS)).isInstanceOf(SettingsProblem.SetAside.class);
    }

    @Test
    void whatWasWrongAtTheStartIsKnownUntilThereIsAnotherVersion() throws Exception {
        Files.writeString(path, "no settings at all");
        LiveSettings here = new LiveSettings(new SettingsFile(path));
        here.current();

        here.look();

        assertThat(here.problems()).singleElement().isInstanceOf(SettingsProblem.SetAside.class);
        Files.writeString(path, "theme = dark\n");
        here.look();
        assertThat(here.problems()).isEmpty();
        assertThat(here.current().theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void whatCannotBeWrittenHasNotChanged() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        LiveSettings settings = new LiveSettings(new SettingsFile(file.resolve("settings.conf")));
        Settings before = settings.current();

        assertThatThrownBy(() -> settings.change(before, before.withDoNotDisturb(true)))
                .isInstanceOf(IOException.class);
        assertThat(settings.current()).isEqualTo(before);
    }

    @Test
    void theFolderForFilesIsTheUsersDownloadsUnlessAnotherIsChosen() {
        assertThat(Settings.DEFAULT.folderForFiles())
                .isEqualTo(UserFolders.downloads())
                .isAbsolute();
        assertThat(List.of(UserFolders.settings(), UserFolders.data(), UserFolders.state()))
                .allMatch(Path::isAbsolute);
    }
}
