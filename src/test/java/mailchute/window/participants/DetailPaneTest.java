package mailchute.window.participants;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.plaf.basic.BasicHTML;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.room.Addresses;
import mailchute.room.Departures.Departure;
import mailchute.room.DrivenProcess;
import mailchute.room.ExitCode;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.room.Roster;
import mailchute.room.TestRoom;
import mailchute.window.Screen;
import mailchute.window.part.Words;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import mailchute.wire.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One participant in detail: real processes, one of which is deaf. */
@Timeout(120)
class DetailPaneTest {

    private static Member self(Role role) throws Exception {
        long pid = OsProcess.current().pid();
        Frame.Card card = new Frame.Card(
                pid,
                1,
                role,
                "<html><b>me",
                "lobby",
                Optional.of("slot"),
                Optional.empty(),
                Instant.now().minusSeconds(90));
        return new Member(OsProcess.current(), User.current(), Optional.of(card));
    }

    private static Optional<ParticipantRow> row(Member member) {
        return Optional.of(new ParticipantRow(member, 0, Optional.empty(), false));
    }

    private static String field(Container pane, String name) {
        return Screen.edt(() -> fields(pane)
                .filter(field -> field.getName().equals("detail-" + name))
                .map(JTextField::getText)
                .findFirst()
                .orElse(""));
    }

    private static Stream<JTextField> fields(Container container) {
        return Stream.of(container.getComponents()).flatMap(DetailPaneTest::fieldsOf);
    }

    private static Stream<JTextField> fieldsOf(Component component) {
        if (component instanceof JTextField field) {
            return Stream.of(field);
        }
        return component instanceof Container container ? fields(container) : Stream.of();
    }

    @Test
    void whoDoesNotAnswerSaysSoAndHoldsUpNobody() throws Exception {
        try (TestRoom room = new TestRoom();
                Roster roster = new Roster();
                // It listens, and will not say a word.
                NamedPipeServer deaf = NamedPipeServer.create(
                        Addresses.pipe(OsProcess.current().pid()), Limits.PIPE_MESSAGE)) {
            assertThat(deaf.address()).isNotEmpty();
            DrivenProcess bob = room.start("receiver", "bob");
            Member other = TestRoom.member(roster, bob.pid());
            Member self = self(Role.RECEIVER);
            DetailPane[] pane = new DetailPane[1];
            try (Screen screen = Screen.showing(
                    () -> pane[0] = new DetailPane(roster, User.current(), (name, value) -> {}), 460, 300)) {
                screen.robot().waitForIdle();
                Screen.edt(() -> pane[0].show(row(self)));
                Screen.until(
                        "what the system knows is there",
                        () -> field(pane[0], "memory").contains("MiB"));
                Screen.edt(() -> pane[0].show(row(other)));
                Screen.until(
                        "another one answers", () -> field(pane[0], "handles").contains("none inherited"));
                Screen.edt(() -> pane[0].show(row(self)));
                Screen.until(
                        "the deaf one is said to be",
                        () -> field(pane[0], "handles").startsWith("does not answer"));
            }
        }
    }

    @Test
    void timePassesOnlyWhileItIsShown() throws Exception {
        try (Roster roster = new Roster()) {
            Member self = self(Role.SENDER);
            JPanel[] outside = new JPanel[1];
            DetailPane[] pane = new DetailPane[1];
            try (Screen screen = Screen.showing(
                    () -> {
                        pane[0] = new DetailPane(roster, User.current(), (name, value) -> {});
                        outside[0] = new JPanel();
                        outside[0].add(pane[0]);
                        return outside[0];
                    },
                    460,
                    300)) {
                screen.robot().waitForIdle();
                assertThat(Screen.edt(() -> pane[0].isTicking()))
                        .as("nobody is selected")
                        .isFalse();
                Screen.edt(() -> pane[0].show(row(self)));
                assertThat(Screen.edt(() -> pane[0].isTicking())).isTrue();
                String before = field(pane[0], "since");
                assertThat(before).contains(", for 1 min 3");
                Screen.until("time passes", () -> !field(pane[0], "since").equals(before));
                Screen.edt(() -> outside[0].setVisible(false));
                assertThat(Screen.edt(() -> pane[0].isTicking()))
                        .as("it is hidden")
                        .isFalse();
                Screen.edt(() -> outside[0].setVisible(true));
                assertThat(Screen.edt(() -> pane[0].isTicking())).isTrue();
                Departure departure = new Departure(self, Instant.now(), Optional.empty());
                Screen.edt(() -> pane[0].show(Optional.of(new ParticipantRow(self, 0, Optional.of(departure), false))));
                assertThat(Screen.edt(() -> pane[0].isTicking()))
                        .as("it has left")
                        .isFalse();
                assertThat(field(pane[0], "end")).contains("its process still runs");
            }
        }
    }

    @Test
    void endsAreToldAsFarAsTheyAreKnown() throws Exception {
        Member self = self(Role.CHILD);
        Departure signalled = new Departure(
                self,
                Instant.now(),
                Optional.of(new ProcessEnd(Optional.of(new ExitCode(137)), Optional.of("mailchute: it is over"))));
        Departure quiet = new Departure(
                self, Instant.now(), Optional.of(new ProcessEnd(Optional.of(new ExitCode(0)), Optional.of(""))));
        Departure strange =
                new Departure(self, Instant.now(), Optional.of(new ProcessEnd(Optional.empty(), Optional.empty())));

        assertThat(ParticipantWords.end(signalled))
                .endsWith(TestRoom.WINDOWS ? "with exit status 137" : "with exit status 137 (signal 9)");
        assertThat(ParticipantWords.lastError(signalled.end().orElseThrow())).isEqualTo("mailchute: it is over");
        assertThat(ParticipantWords.brief(signalled)).isEqualTo("ended, 137");
        assertThat(ParticipantWords.lastError(quiet.end().orElseThrow())).isEqualTo("nothing");
        assertThat(ParticipantWords.end(strange)).contains("parent alone");
        assertThat(ParticipantWords.lastError(strange.end().orElseThrow())).startsWith("not known here");
        assertThat(ParticipantWords.brief(strange)).isEqualTo("ended");
    }

    /** Whatever a child wrote to standard error before its end. */
    @Test
    void aLastErrorAndAMailslotsNameControlNothing() throws Exception {
        String evil = "<html>\u001b[2Jit \u202Eis over\u200B";
        String seen = "<html>\u241b[2Jit \uFFFDis over\uFFFD";
        long pid = OsProcess.current().pid();
        Frame.Card card = new Frame.Card(
                pid,
                1,
                Role.CHILD,
                "me",
                "lobby",
                Optional.of(evil),
                Optional.of(evil),
                Instant.now().minusSeconds(90));
        Member member = new Member(OsProcess.current(), new User("1", evil), Optional.of(card));
        Departure departure = new Departure(
                member, Instant.now(), Optional.of(new ProcessEnd(Optional.of(new ExitCode(1)), Optional.of(evil))));
        try (Roster roster = new Roster()) {
            DetailPane[] pane = new DetailPane[1];
            try (Screen screen = Screen.showing(
                    () -> pane[0] = new DetailPane(roster, User.current(), (name, value) -> {}), 460, 300)) {
                screen.robot().waitForIdle();
                Screen.edt(
                        () -> pane[0].show(Optional.of(new ParticipantRow(member, 0, Optional.of(departure), false))));
                List<JTextField> fields = Screen.edt(() -> fields(pane[0]).toList());
                List<String> shown = Screen.edt(() -> fields.stream()
                        .flatMap(field -> Stream.of(field.getText(), String.valueOf(field.getToolTipText())))
                        .toList());
                assertThat(shown).anyMatch(text -> text.contains(seen));
                assertThat(shown)
                        .allSatisfy(text -> assertThat(VisibleText.of(text)).isEqualTo(text));
                assertThat(Screen.edt(() -> fields.stream()
                                .map(field -> field.getClientProperty(BasicHTML.propertyKey))
                                .toList()))
                        .containsOnlyNulls();
            }
        }
    }

    @Test
    void whatIsCopiedIsTheValueItselfAndNamesAreShownAsTheyAre() throws Exception {
        List<String> copied = new CopyOnWriteArrayList<>();
        try (Roster roster = new Roster()) {
            Member self = self(Role.RECEIVER);
            DetailPane[] pane = new DetailPane[1];
            try (Screen screen = Screen.showing(
                    () -> pane[0] =
                            new DetailPane(roster, User.current(), (name, value) -> copied.add(name + "=" + value)),
                    460,
                    300)) {
                Screen.edt(() -> pane[0].show(row(self)));
                Screen.edt(() ->
                        ((JButton) screen.robot().finder().findByName(pane[0], "copy-detail-mailslot")).doClick());
                assertThat(copied).containsExactly("Mailslot=slot");
                JLabel title = (JLabel) screen.robot().finder().findByName(pane[0], "detail-title");
                assertThat(Screen.edt(title::getText)).startsWith("<html><b>me (");
                assertThat(Screen.edt(() -> title.getClientProperty(BasicHTML.propertyKey)))
                        .isNull();
            }
        }
    }

    @Test
    void timesAreSaidInTheirTwoLargestUnits() {
        assertThat(ParticipantWords.duration(Duration.ofSeconds(-1))).isEqualTo("0 s");
        assertThat(ParticipantWords.duration(Duration.ofMillis(59_999))).isEqualTo("59 s");
        assertThat(ParticipantWords.duration(Duration.ofSeconds(60))).isEqualTo("1 min 0 s");
        assertThat(ParticipantWords.duration(Duration.ofSeconds(3_599))).isEqualTo("59 min 59 s");
        assertThat(ParticipantWords.duration(Duration.ofSeconds(3_660))).isEqualTo("1 h 1 min");
        assertThat(ParticipantWords.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
        Words.speak(Locale.KOREAN);
        try {
            assertThat(ParticipantWords.duration(Duration.ofSeconds(61))).isEqualTo("1분 1초");
        } finally {
            Words.speak(Locale.ENGLISH);
        }
    }
}
