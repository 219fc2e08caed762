package mailchute.room;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;

/** A room of its own for one test, and the real processes in it; they end with it. */
public final class TestRoom implements AutoCloseable {

    public static final boolean WINDOWS = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;

    /** A JVM under Wine on a busy machine takes ten seconds to start. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** A pid comes again, and with it what a participant of the same name was about to send. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 1_000_000_000, 36);

    private final String name = "t" + NEXT.incrementAndGet() + "-" + RUN + "-"
            + ProcessHandle.current().pid();
    private final List<DrivenProcess> started = new ArrayList<>();

    public String name() {
        return name;
    }

    /** Starts a headless participant of this room. */
    public DrivenProcess start(String role, String nickname, String... more) throws IpcException {
        return start(command(role, nickname, more));
    }

    public ChildCommand command(String role, String nickname, String... more) {
        List<String> arguments = new ArrayList<>(List.of(role, "--headless", "--room", name, "--name", nickname));
        arguments.addAll(List.of(more));
        return Program.command(false, arguments);
    }

    public DrivenProcess start(ChildCommand command) throws IpcException {
        DrivenProcess process = DrivenProcess.start(command);
        started.add(process);
        return process;
    }

    /** Starts a child sender as the sender's {@code /child} command does, and returns its pid. */
    public static long child(DrivenProcess sender, String by) throws Exception {
        sender.type("/child " + by);
        String word = by.equals("argv") ? "arguments" : "environment";
        return Long.parseLong(line(sender, "^child \\S+ \\((\\d+)\\) started, told \\[.*] by " + word)
                .group(1));
    }

    /** Waits until a receiver owns its mailslot, and returns its name. */
    public static String mailslot(DrivenProcess receiver) throws Exception {
        return line(receiver, "^mailslot (.+)").group(1);
    }

    /** Waits until a sender can write to this receiver. */
    public static void reaches(DrivenProcess sender, DrivenProcess receiver) throws Exception {
        line(sender, "^receivers: .*\\(" + receiver.pid() + "\\)");
    }

    /** Waits for a line that the process has printed or will print. */
    public static Matcher line(DrivenProcess process, String regex) throws InterruptedException {
        return process.awaitLine(Pattern.compile(regex), PATIENCE)
                .orElseThrow(() -> new AssertionError("process " + process.pid() + " did not print " + regex
                        + "; it printed " + process.lastLines()));
    }

    /** Waits until the process has ended and returns its exit status. */
    public static int exit(DrivenProcess process) throws Exception {
        if (!process.process().waitFor(PATIENCE) || !process.awaitEndOfOutput(PATIENCE)) {
            fail("process " + process.pid() + " still runs; it printed " + process.lastLines());
        }
        return process.process().exitCode().orElseThrow();
    }

    /** Waits until the roster's members are as expected. */
    public static List<Member> members(Roster roster, String what, Predicate<List<Member>> expected) throws Exception {
        return roster.await(expected, PATIENCE)
                .orElseThrow(() -> new AssertionError("not seen: " + what + "; here are " + roster.members()));
    }

    /** Waits until this process has shown its card. */
    public static Member member(Roster roster, long pid) throws Exception {
        Predicate<Member> itself =
                member -> member.pid() == pid && member.card().isPresent();
        return members(roster, "process " + pid, all -> all.stream().anyMatch(itself)).stream()
                .filter(itself)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until this process is in the roster no more. */
    public static void gone(Roster roster, long pid) throws Exception {
        members(roster, "the end of process " + pid, all -> all.stream().noneMatch(member -> member.pid() == pid));
    }

    /** Waits on any other condition. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!condition.call()) {
            if (deadline.passed()) {
                fail("did not happen: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Ends every process at once; the children of a sender see that and follow. */
    @Override
    public void close() throws IOException {
        for (DrivenProcess process : started) {
            process.process().terminate(1);
        }
        for (DrivenProcess process : started) {
            process.process().waitFor(PATIENCE);
            process.close();
        }
    }
}
