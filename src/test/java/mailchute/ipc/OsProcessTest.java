package mailchute.ipc;

import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mailchute.TestJvm;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OsProcessTest {

    @Test
    void aProcessKnowsItself() throws Exception {
        ProcessIdentity self = OsProcess.current();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self).isEqualTo(OsProcess.identify(self.pid()));
        assertThat(self.startedAt())
                .isBetween(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(2));
        Instant java = ProcessHandle.current().info().startInstant().orElseThrow();
        assertThat(Duration.between(self.startedAt(), java).abs()).isLessThan(Duration.ofSeconds(3));
        try (OsProcess process = OsProcess.openSelf(Inheritance.PRIVATE)) {
            assertThat(process.identity()).isEqualTo(self);
            assertThat(process.waitFor(Duration.ZERO)).isFalse();
            assertThat(process.exitCode()).isEmpty();
            assertThat(process.value()).isPositive();
        }
    }

    @Test
    void aProcessIsKnownByWhatItRuns() throws Exception {
        String suffix = TestAddresses.WINDOWS ? ".exe" : "";
        assertThat(OsProcess.programOf(OsProcess.current().pid())).isEqualToIgnoringCase("java" + suffix);
        try (ChildProcess child = Children.command().arguments("sleep").start()) {
            assertThat(OsProcess.programOf(child.identity().pid())).isEqualToIgnoringCase("java" + suffix);
            Children.end(child);
            failure(Reason.NOT_FOUND, () -> OsProcess.programOf(child.identity().pid()));
        }
    }

    @Test
    void aProcessTellsItsExecutableAndHowMuchMemoryItTakes() throws Exception {
        int more = 160;
        ChildCommand small = Children.command().arguments("sleep");
        // Of all ways to tell a JVM its options, the one that comes last.
        ChildCommand large = Children.command()
                .arguments("sleep")
                .withoutStream(ChildCommand.Stream.ERROR)
                .environment("_JAVA_OPTIONS", "-Xms" + more + "m -Xmx" + more + "m -XX:+AlwaysPreTouch");
        try (ChildProcess little = small.start();
                ChildProcess much = large.start()) {
            assertThat(Path.of(
                            OsProcess.detailsOf(little.identity()).executable().orElseThrow()))
                    .isEqualTo(Path.of(TestJvm.java()).toRealPath());
            ProcessDetails.Measure measure =
                    TestAddresses.WINDOWS ? ProcessDetails.Measure.PRIVATE : ProcessDetails.Measure.PROPORTIONAL;
            Waiting.until("the larger heap is seen", () -> {
                ProcessDetails.Memory less =
                        OsProcess.detailsOf(little.identity()).memory().orElseThrow();
                ProcessDetails.Memory most =
                        OsProcess.detailsOf(much.identity()).memory().orElseThrow();
                assertThat(less.measure()).isEqualTo(measure);
                assertThat(less.bytes()).isBetween(0L, 1L << 30);
                assertThat(most.bytes()).isBetween(0L, 1L << 30);
                return less.bytes() > 1 << 20 && most.bytes() - less.bytes() > (more - 60) * (1L << 20);
            });
            Children.end(little);
            Children.end(much);
            failure(Reason.NOT_FOUND, () -> OsProcess.detailsOf(much.identity()));
        }
    }

    @Test
    void whatAnotherProcessWithThatPidTakesIsNotTold() throws Exception {
        ProcessIdentity now = OsProcess.current();
        ProcessIdentity before = new ProcessIdentity(now.pid(), now.startStamp() - 1, now.startedAt());
        failure(Reason.NOT_FOUND, () -> OsProcess.detailsOf(before));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aScriptIsKnownByItsOwnName(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("build.sh"), "#!/bin/sh\nread line\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Process process = new ProcessBuilder(script.toString()).start();
        try {
            // The parent goes on before the child has become the script.
            while (!OsProcess.programOf(process.pid()).equals("build.sh")) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessIsWaitedForFromAfar() throws Exception {
        try (ChildProcess child = Children.command().arguments("sleep").start();
                OsProcess process = OsProcess.open(child.identity())) {
            assertThat(process.identity()).isEqualTo(child.identity());
            long before = System.nanoTime();
            assertThat(process.waitFor(SHORT)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
            Call<Boolean> wait =
                    Call.start(() -> process.waitFor(Deadline.FOREVER)).untilItWaits();
            child.terminate(3);
            assertThat(wait.result()).isTrue();
            assertThat(process.waitFor(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void aProcessIsEndedThroughItsHandle() throws Exception {
        try (ChildProcess child = Children.command().arguments("sleep").start();
                OsProcess process = OsProcess.open(child.identity())) {
            process.terminate(7);
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(TestAddresses.WINDOWS ? 7 : 128 + 9);
            process.terminate(7);
            child.terminate(7);
        }
    }

    @Test
    void aPidThatBelongsToAnotherProcessNowIsNotOpened() throws Exception {
        try (ChildProcess child = Children.command().arguments("sleep").start()) {
            ProcessIdentity now = child.identity();
            ProcessIdentity before = new ProcessIdentity(now.pid(), now.startStamp() - 1, now.startedAt());
            failure(Reason.NOT_FOUND, () -> OsProcess.open(before).close());
            assertThat(child.waitFor(Duration.ZERO)).isFalse();
            Children.end(child);
        }
    }

    @Test
    void aProcessTellsItsAccount() throws Exception {
        assertThat(OsProcess.userOf(OsProcess.current().pid())).isEqualTo(User.current());
        long ended;
        try (ChildProcess child = Children.command().arguments("exit", "0").start()) {
            assertThat(OsProcess.userOf(child.identity().pid())).isEqualTo(User.current());
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
            ended = child.identity().pid();
        }
        failure(Reason.NOT_FOUND, () -> OsProcess.userOf(ended));
    }

    @Test
    void aProcessThatHasEndedIsNotFound() throws Exception {
        ProcessIdentity ended;
        try (ChildProcess child = Children.command().arguments("exit", "0").start()) {
            ended = child.identity();
            assertThat(child.waitFor(LONG)).isTrue();
        }
        Waiting.until("the ended process is gone", () -> {
            try {
                OsProcess.open(ended).close();
                return false;
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                assertThat(e.getMessage()).contains(Long.toString(ended.pid()));
                return true;
            }
        });
    }

    @Test
    void closeWakesWhoWaits() throws Exception {
        for (int i = 0; i < 10; i++) {
            OsProcess process = OsProcess.openSelf(Inheritance.PRIVATE);
            Call<?> wait = Call.start(() -> process.waitFor(Deadline.FOREVER)).untilItWaits();
            process.close();
            wait.failsWith(Reason.CLOSED);
            process.close();
            failure(Reason.CLOSED, () -> process.waitFor(Duration.ZERO));
            failure(Reason.CLOSED, () -> process.terminate(1));
        }
    }

    @Test
    void theListShowsThisProcessAndItsChild() throws Exception {
        try (ChildProcess child = Children.command().arguments("sleep").start()) {
            List<ProcessEntry> list = OsProcess.list();
            ProcessEntry own = entry(list, ProcessHandle.current().pid());
            ProcessEntry childs = entry(list, child.identity().pid());
            assertThat(own.identity()).isEqualTo(OsProcess.current());
            assertThat(own.user()).isEqualTo(User.current());
            assertThat(own.name()).startsWith("java");
            assertThat(childs.identity()).isEqualTo(child.identity());
            assertThat(childs.parentPid()).isEqualTo(own.identity().pid());
            assertThat(childs.name()).startsWith("java");
            assertThat(childs.user()).isEqualTo(User.current());
            Children.end(child);
        }
    }

    private static ProcessEntry entry(List<ProcessEntry> list, long pid) {
        List<ProcessEntry> found =
                list.stream().filter(entry -> entry.identity().pid() == pid).toList();
        assertThat(found).as("entries of pid " + pid).hasSize(1);
        return found.get(0);
    }

    @Test
    void valuesThatAreNoProcessHandlesAreRefusedAndLeftAlone() throws Exception {
        failure(Reason.WRONG_HANDLE, () -> OsProcess.adopt(-1).close());
        failure(Reason.WRONG_HANDLE, () -> OsProcess.adopt(0x7ffffff0L).close());
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.PRIVATE)) {
            failure(
                    Reason.WRONG_HANDLE,
                    () -> OsProcess.adopt(pipe.readEnd().value()).close());
            pipe.writeEnd().stream().write(7);
            assertThat(pipe.readEnd().stream().read()).isEqualTo(7);
        }
    }

    @Test
    void anAdoptedHandleIsTheSameProcess() throws Exception {
        OsProcess opened = OsProcess.openSelf(Inheritance.INHERITABLE);
        assertThat(opened.inheritance()).isEqualTo(Inheritance.INHERITABLE);
        try (OsProcess adopted = OsProcess.adopt(opened.value())) {
            assertThat(adopted.identity()).isEqualTo(OsProcess.current());
            assertThat(adopted.inheritance()).isEqualTo(Inheritance.PRIVATE);
            assertThat(adopted.waitFor(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void aChildSeesItsParentsDeathThroughTheHandleItInherited() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024);
                AnonymousPipe output = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command().arguments("parent", address).stream(
                    ChildCommand.Stream.OUTPUT, output.writeEnd());
            try (ChildProcess parent = command.start()) {
                output.writeEnd().close();
                InputStream stream = output.readEnd().stream();
                assertThat(stream.read())
                        .as("the parent's word that its child runs")
                        .isPositive();
                assertThat(MailslotTest.text(mailslot.read(LONG)))
                        .isEqualTo("waiting " + parent.identity().pid());
                assertThat(mailslot.read(SHORT)).isEmpty();
                Children.end(parent);
                assertThat(MailslotTest.text(mailslot.read(LONG))).isEqualTo("parent ended");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // a thousand JVMs would take minutes, and what is tried here is the reaper of Linux
    void childrenThatStartWhileTheLastOneEndsAreEachReapedOnce() throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try {
            List<Call<Integer>> starters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starters.add(Call.start(() -> {
                    int right = 0;
                    for (int child = 0; child < 400; child++) {
                        try (ChildProcess process =
                                new ChildCommand("sh").arguments("-c", "exit 7").start()) {
                            right += process.waitFor(LONG) && process.exitCode().equals(OptionalInt.of(7)) ? 1 : 0;
                        }
                    }
                    return right;
                }));
            }
            for (Call<Integer> starter : starters) {
                assertThat(starter.result()).as("right exit codes").isEqualTo(400);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildThatNobodyWaitsForLeavesNoZombie() throws Exception {
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (ChildProcess child = Children.command().arguments("exit", "0").start()) {
                pids.add(child.identity().pid());
            }
        }
        Waiting.until("ended children are reaped", () -> {
            List<ProcessEntry> list = OsProcess.list();
            return list.stream()
                    .noneMatch(entry -> pids.contains(entry.identity().pid()));
        });
    }

    /** A child of a parent that never asks for its end stays in the kernel's table. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatHasEndedAndIsNotReapedIsNotListed() throws Exception {
        try (ChildProcess parent = new ChildCommand("/bin/sh")
                .arguments("-c", "sh -c 'exit 0' & exec sleep 60")
                .start()) {
            long pid = parent.identity().pid();
            Waiting.until("the child is a zombie", () -> {
                String children = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"))
                        .strip();
                return !children.isEmpty()
                        && new String(Files.readAllBytes(Path.of("/proc/" + children + "/stat"))).contains(") Z ");
            });
            assertThat(OsProcess.list()).noneMatch(entry -> entry.parentPid() == pid);
            Children.end(parent);
        }
    }
}
