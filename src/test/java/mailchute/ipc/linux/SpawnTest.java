package mailchute.ipc.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.OsProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Children started with {@code posix_spawn}, of programs that start faster than a JVM. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SpawnTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static ChildCommand shell(String script) {
        return new ChildCommand("/bin/sh").arguments("-c", script);
    }

    @Test
    void noExitCodeIsLostOrSwappedAmongHundredsOfChildren() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 60;
                Callable<Integer> work = () -> {
                    for (int code = first; code < first + 60; code++) {
                        try (ChildProcess child = shell("exit " + code).start();
                                OsProcess again = OsProcess.openSelf(Inheritance.INHERITABLE)) {
                            assertThat(child.waitFor(LONG)).isTrue();
                            assertThat(child.exitCode()).hasValue(code);
                            assertThat(again.exitCode()).isEmpty();
                        }
                    }
                    return first;
                };
                all.add(pool.submit(work));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get(50, TimeUnit.SECONDS)).isNotNegative();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aSignalsEndReports128AndItsNumber() throws Exception {
        try (ChildProcess child = shell("kill -TERM $$").start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(128 + 15);
        }
    }

    @Test
    void aProcessOpenedByIdentityThatIsOursKnowsItsExitCode() throws Exception {
        try (ChildProcess child = shell("sleep 60").start();
                OsProcess opened = OsProcess.open(child.identity())) {
            opened.terminate(0);
            assertThat(opened.waitFor(LONG)).isTrue();
            assertThat(opened.exitCode()).hasValue(128 + 9);
            assertThat(child.exitCode()).hasValue(128 + 9);
        }
    }

    @Test
    void handlesBecomeThreeFourFiveInTheOrderInWhichTheyWereListed() throws Exception {
        List<AnonymousPipe> pipes = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                pipes.add(AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE));
            }
            ChildCommand command = shell("for fd in 3 4 5 6 7 8; do eval \"echo $fd >&$fd\"; done");
            for (int i = 0; i < 6; i++) {
                // From the last to the first: sources and targets cross.
                assertThat(command.inherit(pipes.get(5 - i).writeEnd())).isEqualTo(3 + i);
            }
            try (ChildProcess child = command.start()) {
                pipes.forEach(pipe -> pipe.writeEnd().close());
                for (int i = 0; i < 6; i++) {
                    assertThat(new String(
                                    pipes.get(5 - i).readEnd().stream().readAllBytes(), StandardCharsets.US_ASCII))
                            .isEqualTo((3 + i) + "\n");
                }
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        } finally {
            pipes.forEach(AnonymousPipe::close);
        }
    }

    /** So many that the targets reach the numbers that the sources have in this JVM. */
    @Test
    void noTargetOverwritesASourceThatIsStillNeeded() throws Exception {
        int pairs = 150;
        try (AnonymousPipe even = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                AnonymousPipe odd = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            ChildCommand command = shell("i=3; while [ $i -lt " + (3 + 2 * pairs)
                    + " ]; do echo -n e > /proc/self/fd/$i; echo -n o > /proc/self/fd/$((i+1)); i=$((i+2)); done");
            for (int i = 0; i < pairs; i++) {
                command.inherit(even.writeEnd());
                command.inherit(odd.writeEnd());
            }
            try (ChildProcess child = command.start()) {
                even.writeEnd().close();
                odd.writeEnd().close();
                assertThat(even.readEnd().stream().readAllBytes())
                        .containsOnly('e')
                        .hasSize(pairs);
                assertThat(odd.readEnd().stream().readAllBytes())
                        .containsOnly('o')
                        .hasSize(pairs);
                assertThat(child.waitFor(LONG)).isTrue();
            }
        }
    }

    @Test
    void oneHandleMayBeListedTwiceAndBeAStreamAsWell() throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            Handle end = pipe.writeEnd();
            ChildCommand command = shell("echo a; echo b >&3; echo c >&4").stream(ChildCommand.Stream.OUTPUT, end);
            assertThat(List.of(command.inherit(end), command.inherit(end))).containsExactly(3L, 4L);
            try (ChildProcess child = command.start()) {
                end.close();
                assertThat(new String(pipe.readEnd().stream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("a\nb\nc\n");
                assertThat(child.waitFor(LONG)).isTrue();
            }
        }
    }

    @Test
    void whatTheSystemCannotPassOnIsRefusedBeforeTheStart() {
        assertThatThrownBy(() -> shell("exit 0").arguments("a\0b").start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shell("exit 0").environment("A=B", "c").start())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAdoptedProcessThatIsGoneTellsItsEnd() throws Exception {
        OsProcess opened;
        try (ChildProcess child = shell("sleep 60").start()) {
            opened = OsProcess.open(child.identity());
            child.terminate(0);
            assertThat(child.waitFor(LONG)).isTrue();
        }
        try (OsProcess adopted = OsProcess.adopt(opened.value())) {
            assertThat(adopted.waitFor(Duration.ZERO)).isTrue();
            assertThat(adopted.exitCode()).isEmpty();
            adopted.terminate(0);
        }
    }

    /** What a parent leaves that died before the child could ask for its signal: a folder below /proc that is not there. */
    @Test
    void aTiedChildThatFindsItsParentGoneNeverBecomesTheProgram() throws Exception {
        Descriptor folder = ParentDeath.openFolder(shell(""));
        List<String> words = ParentDeath.wrap(shell("exit 0"), folder);
        folder.close();
        ChildCommand orphan = new ChildCommand(words.get(0)).arguments(words.subList(1, words.size()));
        try (ChildProcess child =
                orphan.withoutStream(ChildCommand.Stream.ERROR).start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(125);
        }
    }
}
