package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;
import mailchute.room.Conversation;
import mailchute.room.transfer.Transfer;
import mailchute.settings.UserFolders;
import mailchute.window.transcript.TranscriptView;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.assertj.swing.finder.JFileChooserFinder;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JFileChooserFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in a conversation's window, with a process without a window at the other end. */
class FileWindowTest {

    private static final long LARGE = 400_000_000;

    @TempDir
    Path folder;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private Stage stage;
    private Other alice;
    private FrameFixture talk;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void tearDown() {
        goOn.countDown();
        stage.close();
    }

    private void aliceCalls() throws Exception {
        stage.place(stage.openReceiver("bob"), 20, 620);
        alice = stage.other(
                "sender", "alice", "--files", folder.resolve("alices").toString());
        alice.awaitLine("^pipe ");
        alice.type("/to " + Stage.self() + " hello");
        talk = stage.conversation(alice);
        stage.place(talk, 620, 40);
        stage.rowWith(talk, "hello");
    }

    private Path file(String name, int size) throws Exception {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    /** So large that no machine has it before the first word of its progress, and holes for the most part. */
    private Path largeFile() throws IOException {
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(LARGE);
        }
        return file;
    }

    private void awaitState(String file, String part) {
        Stage.until(
                file + ": " + part,
                () -> state(file).contains(part),
                () -> state(file) + "; " + Stage.status(talk) + "; " + alice.lastLines());
    }

    private String state(String file) {
        return Stage.edt(() -> Walk.of(talk.target()).stream()
                .filter(component -> ("file-" + file).equals(component.getName()))
                .flatMap(card -> Walk.of(card).stream())
                .filter(component -> "file-state".equals(component.getName()))
                .map(component -> ((JLabel) component).getText())
                .findFirst()
                .orElse("no card"));
    }

    private boolean isShown(String name) {
        return Stage.edt(() -> Walk.of(talk.target()).stream()
                .anyMatch(component -> name.equals(component.getName()) && component.isShowing()));
    }

    @Test
    void anImageThatIsOfferedIsAcceptedByItsButtonAndShowsItself() throws Exception {
        aliceCalls();
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(100, 100, 300, 200);
        Path image = folder.resolve("사진 1.png");
        ImageIO.write(picture, "png", image.toFile());

        alice.type("/file " + Stage.self() + " " + image);

        awaitState("사진 1.png", "nothing is fetched before you accept");
        assertThat(stage.files()).isEmptyDirectory();
        assertThat(talk.label("file-checksum").text()).matches("SHA-256 [0-9a-f]{64}");
        assertThat(isShown("file-preview")).isFalse();
        Stage.press(talk.button("accept"));
        awaitState("사진 1.png", "received, the checksum is right");
        assertThat(stage.files().resolve("사진 1.png")).hasSameBinaryContentAs(image);
        Stage.until("the preview is shown", () -> isShown("file-preview"));
        assertThat(isShown("show")).isTrue();
        stage.rowWith(talk, "alice offers 사진 1.png");
        Walk.assertThatNothingIsAPage(talk.target());
        alice.awaitLine("received there");
        Stage.press(talk.button("dismiss"));
        Stage.until("the card is gone", () -> !isShown("files"));
    }

    @Test
    void aFileIsDeclinedAndAnotherAcceptedByKeysAlone() throws Exception {
        aliceCalls();
        alice.type("/file " + Stage.self() + " " + file("first.bin", 10));
        awaitState("first.bin", "nothing is fetched");
        talk.textBox("message").click();
        keys(talk, KeyEvent.VK_F);
        Stage.until(
                "the first button has the focus",
                () -> Stage.edt(() -> talk.button("accept").target().isFocusOwner()));
        talk.button("accept").pressAndReleaseKeys(KeyEvent.VK_TAB);
        talk.button("decline").requireFocused().pressAndReleaseKeys(KeyEvent.VK_SPACE);
        awaitState("first.bin", "declined by you");
        alice.awaitLine("file 1 .* declined by bob");

        alice.type("/file " + Stage.self() + " " + file("second.bin", 10));
        awaitState("second.bin", "nothing is fetched");
        keys(talk, KeyEvent.VK_A);
        awaitState("second.bin", "received");
        assertThat(stage.files().resolve("second.bin")).exists();
    }

    private void keys(FrameFixture window, int key) {
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressKey(KeyEvent.VK_SHIFT);
        stage.robot().pressAndReleaseKeys(key);
        stage.robot().releaseKey(KeyEvent.VK_SHIFT);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
    }

    private record Dropped(List<File> files) implements Transferable {

        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            if (!isDataFlavorSupported(flavor)) {
                throw new UnsupportedFlavorException(flavor);
            }
            return files;
        }
    }

    private static boolean drop(Component on, Transferable what) {
        return Stage.edt(() -> {
            JComponent target = (JComponent) on;
            TransferHandler.TransferSupport support = new TransferHandler.TransferSupport(target, what);
            return target.getTransferHandler().canImport(support)
                    && target.getTransferHandler().importData(support);
        });
    }

    @Test
    void filesAreDroppedOnTheTranscriptAndTheComposerAndTextStaysText() throws Exception {
        aliceCalls();
        Component transcript = stage.robot().finder().findByName(talk.target(), "transcript", TranscriptView.class);
        Component composer = talk.textBox("message").target();
        assertThat(drop(
                        transcript,
                        new Dropped(List.of(
                                file("one", 10).toFile(), file("two", 10).toFile()))))
                .isTrue();
        awaitState("one", "offered to alice");
        awaitState("two", "offered to alice");
        assertThat(drop(composer, new Dropped(List.of(file("three", 10).toFile()))))
                .isTrue();
        awaitState("three", "offered to alice");
        alice.awaitLine("file 3 from bob, three: offered");
        alice.type("/accept 3");
        awaitState("three", "alice has it, the checksum is right");
        assertThat(drop(composer, new StringSelection("some words"))).isTrue();
        talk.textBox("message").requireText("some words");
        assertThat(drop(transcript, new Dropped(List.of(folder.toFile())))).isTrue();
        stage.awaitStatus(talk, "is a folder");
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(""), null);
    }

    @Test
    void theSlashCommandOffersAndSaysWhatItCannot() throws Exception {
        aliceCalls();
        Path file = file("with blanks in it.txt", 10);
        Stage.say(talk, "/file " + file);
        awaitState("with blanks in it.txt", "offered to alice");
        Stage.say(talk, "/file " + folder.resolve("none"));
        stage.awaitStatus(talk, "There is no file");
        Stage.say(talk, "/file");
        stage.awaitStatus(talk, "Which file?");
    }

    @Test
    void aSenderOffersByName() throws Exception {
        FrameFixture window = stage.openSender("bob");
        stage.place(window, 20, 500);
        alice = stage.other(
                "receiver", "alice", "--files", folder.resolve("alices").toString());
        stage.awaitRow(window.table("targets").target(), 2, alice.pid());
        Stage.say(window, "/file alice " + file("notes.txt", 10));
        alice.awaitLine("file 1 from bob, notes.txt: offered, 10 bytes");
        alice.type("/accept");
        alice.awaitLine("received as .*notes.txt");
    }

    @Test
    void aTransferRestsGoesOnAndIsGivenUpByItsButtons() throws Exception {
        stage.place(stage.openReceiver("bob"), 20, 620);
        stage.participant().onConversation(conversation -> conversation.listen(new Holding()));
        alice = stage.other(
                "sender", "alice", "--files", folder.resolve("alices").toString());
        alice.awaitLine("^pipe ");
        alice.type("/to " + Stage.self() + " hello");
        talk = stage.conversation(alice);
        stage.place(talk, 620, 40);
        alice.type("/file " + Stage.self() + " " + largeFile());
        awaitState("large.bin", "nothing is fetched");
        Stage.press(talk.button("accept"));
        awaitState("large.bin", " of 400");
        Stage.press(talk.button("pause"));
        awaitState("large.bin", "paused by you");
        alice.awaitLine("paused by bob");
        goOn.countDown();
        Stage.press(talk.button("resume"));
        awaitState("large.bin", "received");
        assertThat(stage.files().resolve("large.bin")).hasSize(LARGE);

        alice.type("/file " + Stage.self() + " " + file("unwanted.bin", 10));
        awaitState("unwanted.bin", "nothing is fetched");
        alice.type("/cancel 2");
        awaitState("unwanted.bin", "given up by alice");
    }

    /** Holds a transfer up once bytes have come, so that there is a middle. */
    private final class Holding implements Conversation.Listener {

        @Override
        public void transfer(Transfer file) {
            Transfer.Status status = file.status();
            // Who reads the conversation is not held: the other side's pause comes that way.
            boolean reads = Thread.currentThread().getName().startsWith("mailchute-conversation-read");
            if (status.state() == Transfer.State.RUNNING && status.bytes() > 0 && !reads) {
                try {
                    goOn.await(Stage.LONG.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void saying(mailchute.wire.Frame.Said words) {}

        @Override
        public void said(mailchute.wire.Frame.Said words) {}

        @Override
        public void sent(UUID id) {}

        @Override
        public void received(UUID id) {}

        @Override
        public void strange(String what) {}

        @Override
        public void ended(String why, List<UUID> lost) {}
    }

    @Test
    void aTextThatIsTooLongForAMessageIsSentAsAFile() throws Exception {
        aliceCalls();
        String text = "긴 글 ".repeat(20_000);
        Stage.edt(() -> talk.textBox("message").target().setText(text));
        stage.turnTo((JFrame) talk.target(), talk.textBox("message").target());
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.press(WindowFinder.findDialog(Dialog.class)
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot())
                .button(JButtonMatcher.withText("Send as a file")));
        String name =
                alice.awaitLine("file 1 from bob, (Text of .*\\.txt): offered").group(1);
        talk.textBox("message").requireText("");
        alice.type("/accept");
        awaitState(name, "alice has it");
        assertThat(Files.readString(folder.resolve("alices").resolve(name))).isEqualTo(text.stripTrailing());
        Path outbox = UserFolders.data().resolve("outbox");
        Stage.until("the text was removed here", () -> {
            try (Stream<Path> left = Files.walk(outbox)) {
                return left.noneMatch(path -> path.endsWith(name));
            }
        });
    }

    /** Windows has a dialog of its own, which no robot of Swing's can see. */
    @Test
    @Tag("not-on-wine")
    void filesAreChosenInADialogThatShowsNamesAsTheyAre() throws Exception {
        aliceCalls();
        Path file = file("<html><b>bold", 10);
        talk.textBox("message").click();
        Stage.press(talk.button("send-file"));
        JFileChooserFixture chooser = JFileChooserFinder.findFileChooser("file-chooser")
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        Stage.edt(() -> chooser.target().setCurrentDirectory(folder.toFile()));
        assertThat(Stage.edt(() -> chooser.target().getName(file.toFile())))
                .endsWith("<html><b>bold")
                .doesNotStartWith("<");
        chooser.selectFile(file.toFile());
        Walk.assertThatNothingIsAPage(Stage.edt(() -> SwingUtilities.getWindowAncestor(chooser.target())));
        Stage.press(chooser.approveButton());
        awaitState("<html><b>bold", "offered to alice");
        Walk.assertThatNothingIsAPage(talk.target());
        alice.awaitLine("file 1 from bob, _html__b_bold: offered");
    }

    /** Both ends of a conversation of this process with itself. */
    @Test
    void whoTypesAndWhatWasSeenShowsAtTheOtherEnd() throws Exception {
        stage.place(stage.openReceiver("bob"), 20, 620);
        stage.participant().converseWith(Stage.self());
        Stage.until("both windows are there", () -> conversations().size() == 2);
        FrameFixture first =
                new FrameFixture(stage.robot(), (JFrame) conversations().get(0));
        FrameFixture second =
                new FrameFixture(stage.robot(), (JFrame) conversations().get(1));
        stage.place(first, 20, 40);
        stage.place(second, 620, 40);
        first.textBox("message").click();
        first.textBox("message").enterText("h");
        Stage.until("the notice shows", () -> second.label("typing").text().equals("bob is typing …"));
        assertThat(first.label("typing").text()).isBlank();
        Stage.say(first, "hello");
        Stage.until("the notice is over", () -> second.label("typing").text().isBlank());
        stage.row(first, row -> row.text().equals("hello") && row.state().equals("received"));
        stage.rowWith(second, "hello");
        assertThat(Stage.transcript(first, stage.robot()))
                .as("nobody has looked at it yet")
                .noneMatch(row -> row.state().equals("seen"));
        second.textBox("message").click();
        stage.row(first, row -> row.text().equals("hello") && row.state().equals("seen"));
        Stage.say(second, "and back");
        first.textBox("message").click();
        stage.row(second, row -> row.text().equals("and back") && row.state().equals("seen"));
    }

    private static List<Frame> conversations() {
        return Stage.edt(() -> List.of(Frame.getFrames()).stream()
                .filter(frame -> frame.isShowing() && frame.getName().startsWith("conversation-"))
                .toList());
    }

    @Test
    void aConversationGoesOnInTheSameWindowWithWhoWasStartedAnew() throws Exception {
        aliceCalls();
        alice.kill();
        stage.awaitStatus(talk, "The conversation is over: alice is gone");
        talk.button("reconnect").requireEnabled();
        stage.robot().click(stage.robot().finder().findByName(talk.target(), "transcript", TranscriptView.class));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_F5);
        stage.awaitStatus(talk, "There is no alice here any more");
        alice = stage.other("sender", "alice");
        stage.awaitMember(
                "alice", member -> member.pid() == alice.pid() && member.card().isPresent());
        Stage.press(talk.button("reconnect"));
        alice.awaitLine("conversation with bob .* opened by them");
        stage.awaitStatus(talk, "Connected with process " + alice.pid());
        assertThat(conversations()).containsExactly(talk.target());
        stage.rowWith(talk, "hello");
        stage.rowWith(talk, "The conversation goes on, with alice");
        Stage.say(talk, "again");
        alice.awaitLine(": again$");

        alice.type("/bye " + Stage.self());
        stage.awaitStatus(talk, "The conversation is over: alice left");
        alice.type("/to " + Stage.self() + " it is me");
        stage.rowWith(talk, "it is me");
        talk.textBox("message").requireEnabled();
        talk.button("reconnect").requireDisabled();
        assertThat(conversations()).containsExactly(talk.target());
    }
}
