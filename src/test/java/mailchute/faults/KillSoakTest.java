package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.history.Channel;
import mailchute.ipc.OsProcess;
import mailchute.room.DrivenProcess;
import mailchute.room.ProcessControl;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten participants who talk all the time, of whom one after the other is killed and comes back: three receivers, two senders,
 * one more with a child that posts for it, and three in conversations with the receivers.
 */
@Tag("faults")
class KillSoakTest {

    /** Windows' JVM under Wine takes its time to start: fewer of everything there. */
    private static final boolean FEW = TestRoom.WINDOWS;

    private static final int KILLS = FEW ? Faults.times(30, 4) : Faults.times(500, 15);
    private static final int RECEIVERS = FEW ? 2 : 3;
    private static final int SENDERS = FEW ? 1 : 2;
    private static final int TALKERS = FEW ? 1 : 3;

    private static final Duration PACE = Duration.ofMillis(FEW ? 100 : 25);

    @TempDir
    private Path home;

    private Scene scene;
    private final Random chance = Faults.chance(KillSoakTest.class);
    private final List<Talking> talking = new ArrayList<>();
    private final List<Talking> everyone = new ArrayList<>();
    private int generation;

    @BeforeEach
    void open() {
        scene = new Scene(home);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        scene.end();
    }

    /** One participant, from its start to its end. */
    private final class Talking {
        private final String role;
        private final String place;
        private final String nickname;
        private final DrivenProcess process;
        private final Conversing conversing = new Conversing();
        private final Reports reports = new Reports();
        private int children;
        private long child;
        private boolean killed;

        Talking(String role, String place) throws Exception {
            this.role = role;
            this.place = place;
            nickname = place + "g" + generation++;
            process = scene.start(role.equals("receiver") ? "receiver" : "sender", nickname);
            everyone.add(this);
        }

        void isUp() throws Exception {
            if (role.equals("receiver")) {
                line(process, "^pipe ");
                return;
            }
            line(process, "^receivers: .*\\(");
            if (role.equals("parent")) {
                startChild();
            }
        }

        private void startChild() throws Exception {
            children++;
            process.type(chance.nextBoolean() ? "/child argv" : "/child env");
            Matcher started = line(process, "^child " + nickname + "-" + children + " \\((\\d+)\\) started, ");
            child = Long.parseLong(started.group(1));
            line(process, "^child " + nickname + "-" + children + " \\(" + child + "\\) in room ");
        }

        void talk() throws Exception {
            reports.look(process);
            switch (role) {
                case "sender" -> process.type(reports.next(nickname));
                case "parent" -> process.type("/tell " + child + " " + reports.next(nickname + "-1"));
                case "talker" -> conversing.talk(this);
                default -> {
                    // A receiver listens.
                }
            }
        }
    }

    /** What one said in conversations: which text to which receiver. */
    private final class Conversing {
        private final List<Talking> to = new ArrayList<>();
        private Talking with;

        void talk(Talking me) throws Exception {
            if (with == null || with.killed) {
                List<Talking> known = talking.stream()
                        .filter(other -> other.role.equals("receiver")
                                && me.reports.targets().contains(other.process.pid()))
                        .toList();
                if (known.isEmpty()) {
                    return;
                }
                with = known.get(chance.nextInt(known.size()));
            }
            me.process.type("/to " + with.process.pid() + " " + me.nickname + "-" + to.size());
            to.add(with);
        }
    }

    private Talking come(String role, String place) throws Exception {
        Talking comes = new Talking(role, place);
        talking.add(comes);
        return comes;
    }

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void whatWasReportedAsDeliveredIsThereOnceAndInOrderWhoeverIsKilled() throws Exception {
        for (int i = 0; i < RECEIVERS; i++) {
            come("receiver", "r" + i);
        }
        for (int i = 0; i < SENDERS; i++) {
            come("sender", "s" + i);
        }
        come("parent", "p");
        for (int i = 0; i < TALKERS; i++) {
            come("talker", "t" + i);
        }
        for (Talking each : talking) {
            each.isUp();
        }
        for (int i = 0; i < KILLS; i++) {
            Talking victim = talking.get(chance.nextInt(talking.size()));
            talkFor(Duration.ofMillis(chance.nextInt(400)));
            if (victim.role.equals("parent") && chance.nextBoolean()) {
                killChildOf(victim);
            } else {
                kill(victim);
            }
        }
        talkFor(Duration.ofSeconds(1));
        everyoneIsHeardByAll();
        for (Talking each : everyone) {
            if (each.killed) {
                scene.nothingIsLeftOf(each.process.pid());
            }
        }
        check();
    }

    private void talkFor(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        do {
            for (Talking each : talking) {
                each.talk();
            }
            LockSupport.parkNanos(PACE.toNanos());
        } while (System.nanoTime() < end);
    }

    private void kill(Talking victim) throws Exception {
        talking.remove(victim);
        victim.killed = true;
        Scene.kill(victim.process);
        Talking next = new Talking(victim.role, victim.place);
        while (!next.process.awaitLine(Pattern.compile("^pipe "), Duration.ZERO).isPresent()) {
            assertThat(Scene.hasEnded(next.process))
                    .as("it starts: %s", next.process.lastLines())
                    .isFalse();
            talkFor(Duration.ZERO);
        }
        next.isUp();
        talking.add(next);
        theOthersLive();
    }

    private void killChildOf(Talking parent) throws Exception {
        long child = parent.child;
        try (OsProcess process = OsProcess.open(OsProcess.identify(child))) {
            process.terminate(ProcessControl.KILLED);
        }
        line(parent.process, "^child \\S+ \\(" + child + "\\) ended with exit code ");
        scene.nothingIsLeftOf(child);
        parent.startChild();
    }

    private void theOthersLive() throws Exception {
        for (Talking each : talking) {
            assertThat(Scene.hasEnded(each.process))
                    .as("%s was not killed; %s; it printed %s", each.nickname, Faults.again(), each.process.lastLines())
                    .isFalse();
        }
    }

    private List<Talking> receivers() {
        return talking.stream().filter(each -> each.role.equals("receiver")).toList();
    }

    private void everyoneIsHeardByAll() throws Exception {
        for (Talking speaker : talking) {
            if (speaker.role.equals("receiver")) {
                continue;
            }
            for (Talking receiver : receivers()) {
                TestRoom.until(speaker.nickname + " sees " + receiver.nickname, () -> {
                    speaker.reports.look(speaker.process);
                    return speaker.reports.targets().contains(receiver.process.pid());
                });
            }
            String last = speaker.nickname + " says the last word";
            speaker.process.type(speaker.role.equals("parent") ? "/tell " + speaker.child + " " + last : last);
            for (Talking receiver : receivers()) {
                line(receiver.process, ": " + last + "$");
            }
        }
    }

    private void check() throws Exception {
        scene.historyIsWhole();
        List<String> kept =
                scene.history().stream().map(stored -> stored.entry().text()).toList();
        assertThat(new HashSet<>(kept)).as("each message is on disk once").hasSameSizeAs(kept);
        Set<String> onDisk = new HashSet<>(kept);
        for (Talking receiver : everyone) {
            if (receiver.role.equals("receiver")) {
                List<String> shown = broadcastsShownBy(receiver.process);
                assertThat(onDisk)
                        .as("what %s showed is on disk", receiver.nickname)
                        .containsAll(shown);
                for (Talking speaker : everyone) {
                    if (speaker.role.equals("sender") || speaker.role.equals("parent")) {
                        checkBroadcasts(speaker, receiver, shown);
                    } else if (speaker.role.equals("talker")) {
                        checkConversation(speaker, receiver);
                    }
                }
            }
        }
        assertThat(everyone.stream()
                        .filter(each -> each.role.equals("sender"))
                        .mapToInt(each -> each.reports.reported())
                        .sum())
                .as("reports that were checked")
                .isGreaterThan(KILLS);
    }

    private static List<String> broadcastsShownBy(DrivenProcess receiver) {
        Pattern shown = Pattern.compile("^\\[\\S+] \\S+ \\(.*\\): (\\S+-\\d+)$");
        return receiver.output().stream()
                .filter(line -> !line.contains("] conversation with "))
                .map(shown::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static List<Integer> numbersOf(String nickname, Stream<String> texts) {
        return texts.filter(text -> text.startsWith(nickname + "-"))
                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf('-') + 1)))
                .toList();
    }

    private void checkBroadcasts(Talking speaker, Talking receiver, List<String> shown) {
        String said = speaker.role.equals("parent") ? speaker.nickname + "-1" : speaker.nickname;
        List<Integer> numbers = numbersOf(said, shown.stream());
        String what = "what " + receiver.nickname + " showed of " + speaker.nickname + "; " + Faults.again();
        assertThat(numbers).as(what).isSorted().doesNotHaveDuplicates();
        if (speaker.role.equals("parent")) {
            // Its child writes its reports between the parent's.
            return;
        }
        speaker.reports.look(speaker.process);
        List<Integer> reported = speaker.reports.takenBy(receiver.process.pid());
        if (receiver.killed) {
            // It may have ended with some of them unread, but with none left out.
            reported = reported.stream()
                    .filter(k -> !numbers.isEmpty() && k >= numbers.get(0) && k <= numbers.get(numbers.size() - 1))
                    .toList();
        }
        assertThat(numbers).as(what).containsAll(reported);
    }

    /** The receipts of a conversation come in the order of the words. */
    private void checkConversation(Talking speaker, Talking receiver) throws Exception {
        List<Integer> said = new ArrayList<>();
        for (int i = 0; i < speaker.conversing.to.size(); i++) {
            if (speaker.conversing.to.get(i) == receiver) {
                said.add(i);
            }
        }
        String with = "] conversation with " + speaker.nickname + " (" + speaker.process.pid() + "): ";
        Stream<String> shown = receiver.process.output().stream()
                .filter(line -> line.contains(with))
                .map(line -> line.substring(line.indexOf(with) + with.length()));
        List<Integer> numbers = numbersOf(speaker.nickname, shown);
        String what = "what " + receiver.nickname + " showed of " + speaker.nickname + "; " + Faults.again();
        assertThat(numbers).as(what).isSorted().doesNotHaveDuplicates();
        String receipt = "] conversation with " + receiver.nickname + " (" + receiver.process.pid() + "): received";
        int receipts = (int) speaker.process.output().stream()
                .filter(line -> line.endsWith(receipt))
                .count();
        assertThat(receipts).isLessThanOrEqualTo(said.size());
        assertThat(numbers).as(what).containsAll(said.subList(0, receipts));
        List<Integer> kept = numbersOf(
                speaker.nickname,
                scene.history(new Channel.With(speaker.nickname)).stream()
                        .map(stored -> stored.entry().text()));
        assertThat(kept)
                .as("on disk of " + speaker.nickname)
                .containsAll(numbers)
                .doesNotHaveDuplicates();
    }
}
