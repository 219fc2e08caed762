package mailchute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Addresses;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.room.ProcessControl;
import mailchute.room.Roster;

/** The whole main job once, with real processes, each step seen before the next one begins. */
final class Demo {

    /** A start of a window on a busy machine takes seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With windows, a person watches: this long between two steps. */
    private static final Duration PACE = Duration.ofMillis(600);

    private final Console console;
    private final boolean windows;
    private final String room = "demo-" + ProcessHandle.current().pid();
    private final List<DemoProcess> started = new ArrayList<>();
    private final Map<Long, ProcessIdentity> everyone = new LinkedHashMap<>();
    private Path data;
    private int step;

    Demo(Console console, boolean windows) {
        this.console = console;
        this.windows = windows;
    }

    /** Returns whether every step was seen to work. Nothing that it started is left behind, either way. */
    boolean run() throws InterruptedException {
        long begun = System.nanoTime();
        console.print("Mailchute demo in room " + room + (windows ? ", with windows" : ", headless"));
        // What is said here is nothing that the user would look for in the history.
        try (TemporaryFolder folder = TemporaryFolder.create("mailchute-demo")) {
            data = folder.path();
            if (!seesAll()) {
                return false;
            }
        } catch (IOException e) {
            console.print("FAILED: a temporary file stays, or could not be made: " + e);
            return false;
        }
        console.print(
                String.format("All %d steps were seen to work, in %.1f s.", step, (System.nanoTime() - begun) / 1e9));
        return true;
    }

    private boolean seesAll() throws InterruptedException {
        try (Roster roster = new Roster()) {
            showAll(roster);
            return true;
        } catch (DemoFailure | IOException e) {
            console.print("FAILED at step " + step + ": " + e.getMessage());
            endTheRest();
            return false;
        } finally {
            started.forEach(DemoProcess::close);
        }
    }

    private void showAll(Roster roster) throws DemoFailure, IOException, InterruptedException {
        DemoProcess bob = start("receiver", "bob");
        String mailslot =
                bob.awaitLine(Pattern.compile("^mailslot (.+)"), PATIENCE).group(1);
        seen("receiver bob is process " + bob.pid() + ", mailslot " + mailslot);
        seen("its pipe is "
                + bob.awaitLine(Pattern.compile("^pipe (.+)"), PATIENCE).group(1));

        DemoProcess alice = start("sender", "alice");
        alice.awaitLine(Pattern.compile("^receivers: bob \\(" + bob.pid() + "\\)$"), PATIENCE);
        seen("sender alice is process " + alice.pid() + "; it opened bob's mailslot by name");

        long byArguments = child(roster, alice, "argv", "arguments");
        long byEnvironment = child(roster, alice, "env", "environment");

        alice.type("hello from alice");
        heard(bob, "alice", alice.pid(), "hello from alice");
        alice.awaitLine(Pattern.compile("sent: taken by 1 of 1 mailslot$"), PATIENCE);
        alice.type("/tell " + byArguments + " hello through an inherited handle");
        heard(bob, "alice-1", byArguments, "hello through an inherited handle");
        alice.type("/tell " + byEnvironment + " 안녕, told by environment");
        heard(bob, "alice-2", byEnvironment, "안녕, told by environment");

        converse(alice, bob);
        DemoProcess carol = openLateReceiver(alice, byArguments, bob);
        list(roster, List.of(bob.pid(), alice.pid(), byArguments, byEnvironment, carol.pid()), alice.pid());
        kill(roster, alice, byEnvironment);
        closePolitely(roster, alice, byArguments);
        closePolitely(roster, bob);
        closePolitely(roster, carol);
        nothingIsLeft(roster, List.of(bob, carol));
    }

    private DemoProcess start(String role, String name) throws IpcException {
        DemoProcess process = DemoProcess.start(windows, data, List.of(role, "--room", room, "--name", name));
        started.add(process);
        everyone.put(process.pid(), process.process().identity());
        return process;
    }

    private long child(Roster roster, DemoProcess alice, String by, String word)
            throws DemoFailure, IOException, InterruptedException {
        alice.type("/child " + by);
        Matcher line = alice.awaitLine(
                Pattern.compile("^child (\\S+) \\((\\d+)\\) started, told \\[(.*)] by " + word), PATIENCE);
        long pid = Long.parseLong(line.group(2));
        everyone.put(pid, OsProcess.identify(pid));
        await(
                "child " + pid + " shows its card",
                roster,
                here -> here.stream()
                        .anyMatch(member -> member.pid() == pid && member.card().isPresent()));
        seen("child " + line.group(1) + " is process " + pid + "; it inherited write handle " + line.group(3)
                + ", told by " + word);
        return pid;
    }

    private void heard(DemoProcess receiver, String name, long pid, String text)
            throws DemoFailure, InterruptedException {
        Matcher line = receiver.awaitLine(
                Pattern.compile(name + " \\((" + pid + "\\b[^)]*)\\): " + Pattern.quote(text) + "$"), PATIENCE);
        seen("receiver " + receiver.pid() + " shows: " + name + " (" + line.group(1) + "): " + text);
    }

    private void converse(DemoProcess alice, DemoProcess bob) throws DemoFailure, IOException, InterruptedException {
        alice.type("/to " + bob.pid() + " just between us");
        bob.awaitLine(Pattern.compile("conversation with alice \\(" + alice.pid() + "\\): just between us$"), PATIENCE);
        bob.type("/to " + alice.pid() + " I hear you");
        alice.awaitLine(Pattern.compile("conversation with bob \\(" + bob.pid() + "\\): I hear you$"), PATIENCE);
        seen("alice and bob spoke over " + Addresses.pipe(bob.pid()) + ", both ways");
        alice.type("/bye " + bob.pid());
        bob.awaitLine(Pattern.compile("conversation with alice .* ended: alice left"), PATIENCE);
        seen("bob saw that alice left the conversation");
    }

    private DemoProcess openLateReceiver(DemoProcess alice, long child, DemoProcess bob)
            throws DemoFailure, IOException, InterruptedException {
        DemoProcess carol = start("receiver", "carol");
        alice.awaitLine(
                Pattern.compile(
                        "child \\S+ \\(" + child + "\\) was handed the write handle of carol \\(" + carol.pid()),
                PATIENCE);
        seen("receiver carol is process " + carol.pid() + "; its write handle was put into the running child " + child);
        alice.type("/tell " + child + " hello to both");
        heard(bob, "alice-1", child, "hello to both");
        heard(carol, "alice-1", child, "hello to both");
        return carol;
    }

    private void list(Roster roster, List<Long> expected, long alice)
            throws DemoFailure, IOException, InterruptedException {
        List<Member> here = await(
                "all participants are listed",
                roster,
                members -> members.stream()
                        .filter(member -> member.card().isPresent())
                        .map(Member::pid)
                        .toList()
                        .containsAll(expected));
        for (MemberTree.Row row : MemberTree.of(here).rows()) {
            console.print("        " + "  ".repeat(row.depth()) + RoleConsole.describe(row.member()));
        }
        boolean childrenBelow =
                MemberTree.of(here).withDescendants(member(here, alice)).size() == 3;
        if (!childrenBelow) {
            throw new DemoFailure("alice's two children do not stand below her");
        }
        seen("the list shows " + expected.size() + " participants of the room, children below their parent");
    }

    private void kill(Roster roster, DemoProcess alice, long victim)
            throws DemoFailure, IOException, InterruptedException {
        ProcessControl.kill(member(roster.members(), victim));
        gone(roster, victim);
        alice.awaitLine(Pattern.compile("^child \\S+ \\(" + victim + "\\) ended"), PATIENCE);
        seen("process " + victim + " was killed by its handle; the list and its parent saw it");
    }

    private void closePolitely(Roster roster, DemoProcess process, long... children)
            throws DemoFailure, IOException, InterruptedException {
        ProcessControl.close(member(roster.members(), process.pid()));
        if (!process.process().waitFor(PATIENCE)) {
            throw new DemoFailure("process " + process.pid() + " agreed to close and still runs");
        }
        int status = process.process().exitCode().orElseThrow();
        if (status != 0) {
            throw new DemoFailure("process " + process.pid() + " was asked to close and exited with " + status);
        }
        gone(roster, process.pid());
        for (long child : children) {
            gone(roster, child);
        }
        seen("process " + process.pid() + " was asked to close and did"
                + (children.length == 0 ? "" : "; its child saw that and closed too"));
    }

    private void gone(Roster roster, long pid) throws DemoFailure, InterruptedException {
        await(
                "process " + pid + " is gone from the list",
                roster,
                here -> here.stream().noneMatch(member -> member.pid() == pid));
    }

    private void nothingIsLeft(Roster roster, List<DemoProcess> receivers)
            throws DemoFailure, IOException, InterruptedException {
        for (ProcessIdentity identity : everyone.values()) {
            if (runs(identity)) {
                throw new DemoFailure("process " + identity.pid() + " is left behind");
            }
        }
        long[] owners = NamedPipe.owners(Addresses.pipePrefix());
        Optional<Long> left =
                LongStream.of(owners).boxed().filter(everyone::containsKey).findFirst();
        if (left.isPresent()) {
            throw new DemoFailure("the pipe " + Addresses.pipe(left.get()) + " is left behind");
        }
        for (DemoProcess receiver : receivers) {
            try (MailslotWriter writer =
                    MailslotWriter.open(Addresses.mailslot(room, receiver.pid()), Handle.Inheritance.PRIVATE)) {
                throw new DemoFailure("the mailslot " + writer.address() + " is left behind");
            } catch (IpcException e) {
                if (e.reason() != IpcException.Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        seen("no process, pipe or mailslot is left behind");
    }

    private static boolean runs(ProcessIdentity identity) throws IpcException {
        try (OsProcess process = OsProcess.open(identity)) {
            return !process.waitFor(PATIENCE);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static Member member(List<Member> members, long pid) throws DemoFailure {
        return members.stream()
                .filter(member -> member.pid() == pid)
                .findFirst()
                .orElseThrow(() -> new DemoFailure("process " + pid + " is not in the list"));
    }

    private static List<Member> await(String what, Roster roster, Predicate<List<Member>> condition)
            throws DemoFailure, InterruptedException {
        return roster.await(condition, PATIENCE)
                .orElseThrow(() -> new DemoFailure("not seen in " + PATIENCE.toSeconds() + " s: " + what));
    }

    private void seen(String what) throws InterruptedException {
        step++;
        console.print(String.format("  ok %2d %s", step, what));
        if (windows) {
            TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
        }
    }

    /** After a failure: everything that was started ends, children included. */
    private void endTheRest() {
        everyone.values().stream()
                .sorted(Comparator.comparing(ProcessIdentity::pid))
                .forEach(identity -> {
                    try (OsProcess process = OsProcess.open(identity)) {
                        process.terminate(ProcessControl.KILLED);
                    } catch (IpcException e) {
                        if (e.reason() != IpcException.Reason.NOT_FOUND) {
                            console.print("process " + identity.pid() + " could not be ended: " + e.getMessage());
                        }
                    }
                });
    }
}
