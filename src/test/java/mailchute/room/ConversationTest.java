package mailchute.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.room.transfer.FileExchange;
import mailchute.room.transfer.FilePlaces;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** This process converses with others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class ConversationTest {

    private static final long HERE = ProcessHandle.current().pid();

    /** What was told of one conversation. */
    private static final class Told implements Conversation.Listener {
        private final List<String> said = new ArrayList<>();
        private final List<UUID> saying = new ArrayList<>();
        private final List<UUID> sent = new ArrayList<>();
        private final List<UUID> received = new ArrayList<>();
        private final List<UUID> seen = new ArrayList<>();
        private final List<Boolean> typing = new ArrayList<>();
        private final List<String> strange = new ArrayList<>();
        private final CompletableFuture<String> why = new CompletableFuture<>();
        private volatile List<UUID> lost;

        @Override
        public synchronized void saying(Frame.Said words) {
            saying.add(words.id());
        }

        @Override
        public synchronized void said(Frame.Said words) {
            said.add(words.text());
        }

        @Override
        public synchronized void sent(UUID id) {
            sent.add(id);
        }

        @Override
        public synchronized void received(UUID id) {
            received.add(id);
        }

        @Override
        public synchronized void seen(UUID id) {
            seen.add(id);
        }

        @Override
        public synchronized void typing(boolean now) {
            typing.add(now);
        }

        @Override
        public synchronized void strange(String what) {
            strange.add(what);
        }

        @Override
        public void ended(String words, List<UUID> unheard) {
            lost = unheard;
            why.complete(words);
        }

        synchronized int receipts() {
            return received.size();
        }

        synchronized List<UUID> seen() {
            return List.copyOf(seen);
        }

        synchronized List<Boolean> typing() {
            return List.copyOf(typing);
        }

        synchronized List<String> heard() {
            return List.copyOf(said);
        }

        synchronized List<UUID> transferred() {
            return List.copyOf(sent);
        }

        synchronized List<String> strangers() {
            return List.copyOf(strange);
        }

        String end() throws Exception {
            return why.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private final TestRoom room = new TestRoom();
    private final List<Told> told = new ArrayList<>();
    private Participant here;
    private DrivenProcess bob;
    private DrivenProcess carol;
    private DrivenProcess dave;

    @BeforeAll
    void threeOthersAreHere() throws Exception {
        bob = room.start("receiver", "bob");
        carol = room.start("receiver", "carol");
        dave = room.start("receiver", "dave");
        here = Participant.open(Role.SENDER, "me", room.name(), Optional.empty());
        here.onConversation(conversation -> {
            Told news = new Told();
            synchronized (told) {
                told.add(news);
            }
            conversation.listen(news);
        });
        here.start();
        for (DrivenProcess other : List.of(bob, carol, dave)) {
            TestRoom.mailslot(other);
        }
    }

    @AfterAll
    void everyoneEnds() throws Exception {
        here.close();
        room.close();
    }

    private Told latest() {
        synchronized (told) {
            return told.get(told.size() - 1);
        }
    }

    /** Opens a conversation and waits until the other side knows: until then, words typed there would open another. */
    private Conversation converseWith(DrivenProcess other) throws Exception {
        long before = openings(other.output());
        Conversation conversation = here.converseWith(other.pid());
        assertThat(other.await(PATIENCE, lines -> openings(lines) > before ? Optional.of(lines) : Optional.empty()))
                .as("the other side says that a conversation was opened")
                .isPresent();
        return conversation;
    }

    private static long openings(List<String> lines) {
        return lines.stream()
                .filter(line -> line.endsWith("conversation with me (" + HERE + ") opened by them"))
                .count();
    }

    @Test
    void bothSidesSayAThousandThingsAtOnceAndEveryOneArrivesAndIsConfirmed() throws Exception {
        int all = 1_000;
        Conversation conversation = converseWith(bob);
        // Another test may have talked with bob before.
        int linesBefore = bob.output().size();
        int errorsBefore = bob.errors().size();
        Told news = latest();
        List<UUID> said = new ArrayList<>();
        // In bursts: what waits on one side at most is 1,000, receipts included.
        for (int burst = 0; burst < all; burst += 200) {
            StringBuilder typed = new StringBuilder();
            for (int i = burst; i < burst + 200; i++) {
                typed.append("/to ").append(HERE).append(" theirs ").append(i).append(i < burst + 199 ? "\n" : "");
            }
            bob.type(typed.toString());
            for (int i = burst; i < burst + 200; i++) {
                said.add(conversation.say("ours " + i).id());
            }
            int soFar = burst + 200;
            until(soFar + " receipts here", () -> news.receipts() >= soFar);
            until(soFar + " words here", () -> news.heard().size() >= soFar);
        }
        String name = "conversation with me (" + HERE + "): ";
        line(bob, Pattern.quote(name) + "ours 999$");
        assertThat(news.heard())
                .isEqualTo(IntStream.range(0, all).mapToObj(i -> "theirs " + i).toList());
        assertThat(news.received).isEqualTo(said);
        assertThat(news.transferred()).isEqualTo(said);
        assertThat(news.saying).isEqualTo(said);
        Optional<List<String>> receipts = bob.await(
                PATIENCE,
                lines -> Optional.of(lines.stream()
                                .skip(linesBefore)
                                .filter(line -> line.endsWith(name + "received"))
                                .toList())
                        .filter(found -> found.size() == all));
        assertThat(receipts).as("a receipt for each of theirs").isPresent();
        assertThat(bob.output().stream()
                        .skip(linesBefore)
                        .filter(line -> line.contains(name + "ours"))
                        .map(line -> line.substring(line.indexOf(name) + name.length())))
                .containsExactlyElementsOf(
                        IntStream.range(0, all).mapToObj(i -> "ours " + i).toList());
        assertThat(bob.errors().stream().skip(errorsBefore).filter(EndingTest::ours))
                .isEmpty();

        conversation.close();
        assertThat(news.end()).isEqualTo("you left");
        assertThat(news.lost).isEmpty();
        line(bob, "conversation with me \\(" + HERE + "\\) ended: me left$");
    }

    @Test
    void severalConversationsGoOnAtOnceAndTheOtherSidesByeIsAnswered() throws Exception {
        Conversation withBob = converseWith(bob);
        Told bobs = latest();
        Conversation withCarol = converseWith(carol);
        Told carols = latest();
        assertThat(here.conversations()).contains(withBob, withCarol);
        withBob.say("to bob");
        withCarol.say("to carol\n두 줄");
        line(bob, "conversation with me \\(" + HERE + "\\): to bob$");
        line(carol, "conversation with me \\(" + HERE + "\\): to carol$");
        line(carol, "^    두 줄$");
        carol.type("/to " + HERE + " from carol");
        bob.type("/to " + HERE + " from bob");
        until(
                "both are heard",
                () -> bobs.heard().contains("from bob") && carols.heard().contains("from carol"));
        assertThat(bobs.heard()).doesNotContain("from carol");

        carol.type("/bye " + HERE);
        assertThat(carols.end()).isEqualTo("carol left");
        line(carol, "conversation with me \\(" + HERE + "\\) ended: you left$");
        assertThat(Failures.of(() -> withCarol.say("too late")).reason()).isEqualTo(Reason.OWNER_GONE);
        assertThat(here.conversations()).contains(withBob).doesNotContain(withCarol);
        withBob.close();
        withBob.close();
        assertThat(here.conversations()).doesNotContain(withBob);
    }

    @Test
    void theEndOfAKilledProcessEndsItsConversationWithoutAFarewell() throws Exception {
        Conversation conversation = converseWith(dave);
        Told news = latest();
        conversation.say("are you there?");
        until("dave has heard", () -> news.receipts() == 1);
        dave.process().terminate(ProcessControl.KILLED);
        assertThat(news.end()).startsWith("dave is gone");
        assertThat(news.lost).isEmpty();
        assertThat(dave.process().waitFor(PATIENCE)).isTrue();
        assertThat(Failures.of(() -> here.converseWith(dave.pid())).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void wordsOverTheLimitAreNotSaidAndTheConversationGoesOn() throws Exception {
        try (Conversation conversation = converseWith(bob)) {
            Told news = latest();
            IpcException failure = Failures.of(() -> conversation.say("x".repeat(Limits.PIPE_MESSAGE)));
            assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(failure.getMessage()).contains("the limit is " + Limits.PIPE_MESSAGE);
            conversation.say("y".repeat(Limits.PIPE_MESSAGE - 200));
            until("the largest words are confirmed", () -> news.receipts() == 1);
            Matcher shown = line(bob, "conversation with me \\(" + HERE + "\\): (y+)$");
            assertThat(shown.group(1)).hasSize(Limits.PIPE_MESSAGE - 200);
        }
    }

    @Test
    void nobodyConversesWithAProcessThatIsNoParticipant() throws Exception {
        // The shell, Maven or the console launcher: a process, but none of ours.
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        assertThat(Failures.of(() -> here.converseWith(parent)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    /** The other end in this process, to say or to leave out what no participant would. */
    private static final class Rude implements AutoCloseable {
        private final NamedPipeServer server;
        private final NamedPipe theirs;
        private final Conversation ours;
        private final Told news = new Told();

        Rude(String name) throws Exception {
            this(name, Runnable::run);
        }

        Rude(String name, Executor onceKept) throws Exception {
            server = NamedPipeServer.create(Addresses.pipePrefix() + name + "-" + HERE, Limits.PIPE_MESSAGE);
            theirs = NamedPipe.connect(server.address(), Limits.PIPE_MESSAGE, PATIENCE);
            NamedPipe accepted = server.accept(PATIENCE).orElseThrow();
            ours = new Conversation(
                    accepted,
                    card("rude"),
                    card("us"),
                    Conversation.OpenedBy.THEM,
                    new FileExchange(FilePlaces.inHome(), Runnable::run),
                    onceKept,
                    Optional.empty());
            ours.listen(news);
            ours.start();
        }

        private static Frame.Card card(String nickname) {
            return new Frame.Card(
                    HERE,
                    1,
                    Role.SENDER,
                    nickname,
                    "lobby",
                    Optional.empty(),
                    Optional.empty(),
                    Instant.ofEpochMilli(0));
        }

        Frame next() throws Exception {
            return FrameReader.read(((NamedPipe.Message) theirs.read(PATIENCE)).bytes());
        }

        @Override
        public void close() {
            theirs.close();
            ours.close();
            server.close();
        }
    }

    /** Whoever is killed before that has not said that it has the words. */
    @Test
    void theReceiptOfWordsGoesOutOnceTheyAreKeptAndWhatFollowsItLater() throws Exception {
        LinkedBlockingQueue<Runnable> kept = new LinkedBlockingQueue<>();
        try (Rude rude = new Rude("kept", kept::add)) {
            Frame.Said words = new Frame.Said(UUID.randomUUID(), Instant.ofEpochMilli(0), "keep this");
            rude.theirs.write(FrameWriter.write(words), PATIENCE);
            Runnable receipt = kept.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            rude.ours.seen(words.id());
            rude.theirs.write(FrameWriter.write(new Frame.Bye()), PATIENCE);
            Runnable seen = kept.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Runnable farewell = kept.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(rude.theirs.read(Duration.ofMillis(50))).isInstanceOf(NamedPipe.TimedOut.class);
            receipt.run();
            assertThat(rude.next()).isEqualTo(new Frame.Received(words.id()));
            seen.run();
            assertThat(rude.next()).isEqualTo(new Frame.Seen(words.id()));
            farewell.run();
            assertThat(rude.next()).isEqualTo(new Frame.ByeToo());
        }
    }

    @Test
    void whoHasSeenSomethingHasSeenAllBeforeItAndNothingThatNeverArrived() throws Exception {
        try (Rude rude = new Rude("seen")) {
            List<UUID> said = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                said.add(rude.ours.say("words " + i).id());
                rude.next();
            }
            for (UUID id : said.subList(0, 3)) {
                rude.theirs.write(FrameWriter.write(new Frame.Received(id)), PATIENCE);
            }
            rude.theirs.write(FrameWriter.write(new Frame.Seen(said.get(3))), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Seen(UUID.randomUUID())), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Seen(said.get(1))), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Seen(said.get(1))), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Seen(said.get(2))), PATIENCE);
            until("three are seen", () -> rude.news.seen().size() == 3);
            assertThat(rude.news.seen()).isEqualTo(said.subList(0, 3));
        }
    }

    @Test
    void whatWasSeenHereIsToldOnce() throws Exception {
        try (Rude rude = new Rude("seen-here")) {
            Frame.Said words = new Frame.Said(UUID.randomUUID(), Instant.now(), "look");
            rude.theirs.write(FrameWriter.write(words), PATIENCE);
            assertThat(rude.next()).isEqualTo(new Frame.Received(words.id()));
            rude.ours.seen(words.id());
            rude.ours.seen(words.id());
            UUID answer = rude.ours.say("I see").id();
            assertThat(rude.next()).isEqualTo(new Frame.Seen(words.id()));
            assertThat(((Frame.Said) rude.next()).id()).isEqualTo(answer);
        }
    }

    @Test
    void aTypingNoticeIsNotRepeatedAtEachKeyAndExpiresByItself() throws Exception {
        try (Rude rude = new Rude("typing")) {
            rude.ours.typing();
            rude.ours.typing();
            rude.ours.say("done");
            rude.ours.typing();
            assertThat(rude.next()).isEqualTo(new Frame.Typing());
            assertThat(rude.next()).isInstanceOf(Frame.Said.class);
            assertThat(rude.next()).isEqualTo(new Frame.Typing());

            rude.theirs.write(FrameWriter.write(new Frame.Typing()), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Typing()), PATIENCE);
            rude.theirs.write(
                    FrameWriter.write(new Frame.Said(UUID.randomUUID(), Instant.now(), "their words")), PATIENCE);
            until("they have said it", () -> rude.news.typing().equals(List.of(true, false)));
            rude.theirs.write(FrameWriter.write(new Frame.Typing()), PATIENCE);
            until("the notice expires", () -> rude.news.typing().equals(List.of(true, false, true, false)));
        }
    }

    @Test
    void whatWasNotConfirmedIsToldWhenTheOtherEndIsGone() throws Exception {
        try (Rude rude = new Rude("gone")) {
            UUID first = rude.ours.say("first").id();
            UUID second = rude.ours.say("second").id();
            UUID third = rude.ours.say("third").id();
            for (int i = 0; i < 3; i++) {
                assertThat(rude.next()).isInstanceOf(Frame.Said.class);
            }
            rude.theirs.write(FrameWriter.write(new Frame.Received(second)), PATIENCE);
            until("the receipt is seen", () -> rude.news.receipts() == 1);
            rude.theirs.close();
            assertThat(rude.news.end()).startsWith("rude is gone");
            assertThat(rude.news.lost).containsExactly(first, third);
            assertThat(rude.news.received).containsExactly(second);
        }
    }

    @Test
    void receiptsForWhatWasNeverSaidAndReceiptsTwiceAreNotTold() throws Exception {
        try (Rude rude = new Rude("receipts")) {
            UUID words = rude.ours.say("words").id();
            rude.next();
            rude.theirs.write(FrameWriter.write(new Frame.Received(UUID.randomUUID())), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Received(words)), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Received(words)), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Bye()), PATIENCE);
            assertThat(rude.next()).isEqualTo(new Frame.ByeToo());
            rude.theirs.close();
            assertThat(rude.news.end()).isEqualTo("rude left");
            assertThat(rude.news.received).containsExactly(words);
            assertThat(rude.news.lost).isEmpty();
        }
    }

    @Test
    void nonsenseInAConversationIsToldAndTheNextWordsAreHeard() throws Exception {
        try (Rude rude = new Rude("nonsense")) {
            rude.theirs.write(new byte[] {1, 2, 3}, PATIENCE);
            rude.theirs.write("{\"mailchute\":1,\"kind\":".getBytes(UTF_8), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.Unknown("dance")), PATIENCE);
            rude.theirs.write(FrameWriter.write(new Frame.AskCard()), PATIENCE);
            Frame.Said words = new Frame.Said(UUID.randomUUID(), Instant.now(), "sense");
            rude.theirs.write(FrameWriter.write(words), PATIENCE);
            assertThat(rude.next()).isEqualTo(new Frame.Received(words.id()));
            assertThat(rude.news.heard()).containsExactly("sense");
            assertThat(rude.news.strangers())
                    .containsExactly(
                            "not a frame, 3 bytes",
                            "a broken frame, 22 bytes: not JSON within the limits",
                            "a frame of kind dance",
                            "a frame of kind AskCard");
        }
    }

    @Test
    void whoDoesNotAnswerByeIsLeftAllTheSame() throws Exception {
        try (Rude rude = new Rude("silent")) {
            UUID words = rude.ours.say("hello?").id();
            rude.ours.close();
            assertThat(rude.news.end()).isEqualTo("you left, and rude did not answer");
            assertThat(rude.news.lost).containsExactly(words);
        }
    }

    @Test
    void whoNeverReadsIsNotWaitedForByTheOneWhoTalks() throws Exception {
        try (Rude rude = new Rude("deaf")) {
            String much = "z".repeat(100_000);
            IpcException failure = null;
            int said = 0;
            // The queue is bounded: at some point the talker is told, at once.
            while (failure == null) {
                try {
                    rude.ours.say(much);
                    said++;
                    assertThat(said).isLessThan(1_200);
                } catch (IpcException e) {
                    failure = e;
                }
            }
            assertThat(failure.reason()).isEqualTo(Reason.OWNER_NOT_READING);
            assertThat(said).isGreaterThanOrEqualTo(1_000);
            rude.theirs.close();
            rude.news.end();
            assertThat(rude.news.lost).hasSize(said);
        }
    }
}
