package mailchute.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.TestPrograms.Build;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Mailslot;
import mailchute.room.Addresses;
import mailchute.room.Attribution;
import mailchute.room.DrivenProcess;
import mailchute.room.Member;
import mailchute.room.Program;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.room.TestRoom;
import mailchute.wire.PlainText;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail programs of the textbooks' kind, which know nothing of Mailchute, in both directions. */
@Timeout(120)
class ClassicMailTest {

    private static final Charset MS949 = Charset.forName("MS949");

    private static final List<String> TEXTS = List.of("hello, world", "안녕하세요, 두 마디", "😀 좋아요", "끝");

    private final TestRoom room = new TestRoom();
    private final String name = "mailbox-" + room.name();
    private String address;

    static Stream<Build> builds() {
        return TestRoom.WINDOWS ? Stream.of(Build.values()) : Stream.of(Build.ANSI);
    }

    /** What a program of this build makes of its arguments. */
    private static boolean isUnicode(Build build) {
        return TestRoom.WINDOWS && build == Build.UNICODE;
    }

    @BeforeEach
    void aPlainNameOfItsOwn() throws Exception {
        address = Addresses.plainMailslot(name);
        if (!TestRoom.WINDOWS) {
            Files.createDirectories(Path.of(address).getParent());
        }
    }

    @AfterEach
    void everythingEnds() throws Exception {
        room.close();
        if (!TestRoom.WINDOWS) {
            Files.deleteIfExists(Path.of(address));
        }
    }

    private DrivenProcess start(String program, Build build, String... more) throws Exception {
        return room.start(new ChildCommand(TestPrograms.path(program, build).toString())
                .arguments(address)
                .arguments(more));
    }

    private DrivenProcess receiver(String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--mailslot", name));
        options.addAll(List.of(more));
        DrivenProcess receiver = room.start("receiver", "bob", options.toArray(String[]::new));
        TestRoom.line(receiver, "^plain mailslot " + Pattern.quote(address) + "$");
        return receiver;
    }

    private static void shows(DrivenProcess receiver, String text) throws Exception {
        TestRoom.line(receiver, "unknown \\(.*, by mailbox-.*\\): " + Pattern.quote(text) + "$");
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aMailSendersTextIsShown(Build build) throws Exception {
        DrivenProcess receiver = receiver("--code-page", "MS949");
        if (isUnicode(build)) {
            assertThat(TestRoom.exit(start("mail-sender", build, TEXTS.toArray(String[]::new))))
                    .isZero();
        } else {
            DrivenProcess utf8 = start("mail-sender", build);
            for (String text : TEXTS) {
                utf8.type(text);
            }
            utf8.endInput();
            assertThat(TestRoom.exit(utf8)).isZero();
        }
        for (String text : TEXTS) {
            shows(receiver, text);
        }
        DrivenProcess ansi = start("mail-sender", Build.ANSI);
        ansi.type("한글 메일, 코드 페이지\n\n가\n".getBytes(MS949));
        ansi.endInput();
        assertThat(TestRoom.exit(ansi)).isZero();
        shows(receiver, "한글 메일, 코드 페이지");
        shows(receiver, "가");
        assertThat(receiver.output()).as("an empty line makes no row").noneMatch(line -> line.endsWith(": "));
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aLongLineComesInPiecesThatAreRead(Build build) throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            DrivenProcess sender = start("mail-sender", build);
            String line = "the quick brown fox jumps over the lazy dog, ".repeat(3);
            sender.type(line);
            sender.endInput();
            assertThat(TestRoom.exit(sender)).isZero();
            StringBuilder read = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                byte[] bytes = mailslot.read(TestRoom.PATIENCE).orElseThrow().bytes();
                assertThat(bytes.length).isLessThanOrEqualTo(isUnicode(build) ? 98 : 49);
                read.append(Attribution.textOf(SlotContent.read(bytes)));
            }
            assertThat(read.toString()).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aMailReceiverGetsPlainTextInItsEncoding(Build build) throws Exception {
        DrivenProcess receiver = start("mail-receiver", build);
        TestRoom.line(receiver, "^ready");
        String longLine = "0123456789".repeat(6) + "끝";
        String charset = isUnicode(build) ? "UTF-16LE" : "MS949";
        // The receiver's buffer of 50 characters would be too small for the long line at once.
        Run sent = mail(List.of("--code-page", charset), "hello", "안녕하세요", longLine);
        assertThat(sent.errors()).isEmpty();
        assertThat(sent.status()).isZero();
        Charset encoding = Charset.forName(charset);
        gets(receiver, "hello\n".getBytes(encoding));
        gets(receiver, "안녕하세요\n".getBytes(encoding));
        gets(receiver, longLine.substring(0, 49).getBytes(encoding));
        gets(receiver, (longLine.substring(49) + "\n").getBytes(encoding));
        if (!isUnicode(build)) {
            Run utf8 = mail(List.of(), "😀 좋아요");
            assertThat(utf8.status()).isZero();
            gets(receiver, "😀 좋아요\n".getBytes(UTF_8));
        } else {
            Run emoji = mail(List.of("--code-page", "UTF-16LE"), "😀 좋아요");
            assertThat(emoji.status()).isZero();
            gets(receiver, "😀 좋아요\n".getBytes(UTF_16LE));
        }
        assertThat(receiver.process().exitCode()).as("it still reads").isEmpty();
    }

    private Run mail(List<String> options, String... lines) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("sender", "--headless", "--room", room.name(), "--mailslot", name));
        arguments.addAll(options);
        return Run.of(Program.command(false, arguments), lines);
    }

    private static void gets(DrivenProcess receiver, byte[] bytes) throws Exception {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(String.format("%02x", b & 0xFF));
        }
        TestRoom.line(receiver, "^" + bytes.length + " " + hex + "$");
    }

    @Test
    void aCharacterThatTheEncodingLacksIsNotSentAndSaid() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            Run run = mail(List.of("--code-page", "windows-1252"), "안녕", "hello");
            assertThat(run.status()).isEqualTo(ExitStatus.REACHED_NONE);
            assertThat(run.output())
                    .anyMatch(line -> line.contains("taken by 0 of 1 mailslot; not by mailslot " + name));
            byte[] only = mailslot.read(TestRoom.PATIENCE).orElseThrow().bytes();
            assertThat(only).isEqualTo("hello\n".getBytes(UTF_8));
        }
    }

    @Test
    void thePlainMailslotIsOnTheReceiversCard() throws Exception {
        try (Receiver receiver = Receiver.open("bob", room.name(), Optional.of(name), PlainText.SYSTEM_CODE_PAGE);
                Roster roster = new Roster()) {
            receiver.start();
            Member member = TestRoom.member(roster, ProcessHandle.current().pid());
            assertThat(member.card().orElseThrow().plainMailslot()).contains(address);
        }
        Mailslot.create(address, 100).close();
    }
}
