package mailchute.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.history.Writer;
import mailchute.ipc.IpcException;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import mailchute.wire.VisibleText;

/**
 * Whose a message is: never more than is known.
 *
 * @param nickname the name that the message claims; empty where it claims none
 * @param process the process that it is shown with: the one that the message names, else the kernel's word; empty for plain
 *     text on a system that does not tell
 * @param parent the parent that a child sender names
 * @param trust how sure the process is
 * @param writer the kernel's word; empty on a system that does not tell
 * @param account the account of the writing process, in the kernel's word; empty on a system that does not tell
 * @param plainName the plain name of the mailslot that it came by; empty for the one of the room
 */
public record Attribution(
        Optional<String> nickname,
        OptionalLong process,
        OptionalLong parent,
        Trust trust,
        OptionalLong writer,
        Optional<String> account,
        Optional<String> plainName) {

    private static final String OWN_ACCOUNT = ownAccount();

    private static String ownAccount() {
        try {
            return Spoken.account(User.current());
        } catch (IpcException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How sure it is which process wrote a message. */
    public enum Trust {
        /** The kernel names the process. */
        VERIFIED,
        /** The message says so, and nobody can tell. */
        CLAIMED,
        /** The message names one process, and the kernel another. */
        CONTRADICTED,
        /** Neither the message nor the kernel names a process. */
        UNKNOWN
    }

    /** Whose this message is. */
    public static Attribution of(Received received) {
        OptionalLong writer =
                received.writer().map(Peer::pid).map(OptionalLong::of).orElse(OptionalLong.empty());
        Optional<String> account = received.writer().map(Peer::user).map(Spoken::account);
        if (received.content() instanceof SlotContent.Posted posted) {
            Frame.Post post = posted.post();
            Trust trust = writer.isEmpty()
                    ? Trust.CLAIMED
                    : writer.getAsLong() == post.pid() ? Trust.VERIFIED : Trust.CONTRADICTED;
            return new Attribution(
                    Optional.of(VisibleText.line(post.from())),
                    OptionalLong.of(post.pid()),
                    post.parent(),
                    trust,
                    writer,
                    account,
                    received.plainName());
        }
        return new Attribution(
                Optional.empty(),
                writer,
                OptionalLong.empty(),
                writer.isPresent() ? Trust.VERIFIED : Trust.UNKNOWN,
                writer,
                account,
                received.plainName());
    }

    /** Whose an entry of the history is, as far as that was known when it was written. */
    public static Attribution of(Writer writer) {
        boolean named = writer.nickname().isPresent();
        OptionalLong process = named ? writer.claimed() : writer.vouched();
        Trust trust = writer.vouched().isEmpty()
                ? named ? Trust.CLAIMED : Trust.UNKNOWN
                : process.equals(writer.vouched()) ? Trust.VERIFIED : Trust.CONTRADICTED;
        return new Attribution(
                writer.nickname(), process, writer.parent(), trust, writer.vouched(), writer.user(), writer.slot());
    }

    /** The name that the message claims, or {@code unknown}. */
    public String name() {
        return nickname.orElse("unknown");
    }

    /** The process to talk to: the kernel's word, else the message's own claim. */
    public OptionalLong pid() {
        return writer.isPresent() ? writer : process;
    }

    /** The account, where it says more than that it is one's own: in a room of the machine, and of another's message in any. */
    public Optional<String> foreignAccount() {
        return account.filter(name -> Addresses.shared() || !name.equals(OWN_ACCOUNT))
                .map(VisibleText::line);
    }

    /** Process, account, parent and how sure that is, in English words for a terminal. */
    public String detail() {
        List<String> parts = new ArrayList<>();
        if (nickname.isPresent()) {
            parts.add(Long.toString(process.orElseThrow()));
        } else {
            parts.add(process.isPresent() ? "process " + process.getAsLong() : "any program");
        }
        foreignAccount().ifPresent(name -> parts.add("of " + name));
        parent.ifPresent(pid -> parts.add("child of " + pid));
        switch (trust) {
            case VERIFIED -> parts.add("verified");
            case CLAIMED -> parts.add("claimed");
            case CONTRADICTED -> parts.add("really process " + writer.orElseThrow());
            case UNKNOWN -> {}
        }
        plainName.ifPresent(mailslot -> parts.add("by " + VisibleText.line(mailslot)));
        return String.join(", ", parts);
    }

    /** What the message says, in words that are safe to show. */
    public static String textOf(SlotContent content) {
        if (content instanceof SlotContent.Posted posted) {
            return VisibleText.of(posted.post().text());
        }
        if (content instanceof SlotContent.Plain plain) {
            return VisibleText.of(plain.text());
        }
        if (content instanceof SlotContent.Strange strange) {
            return "a frame of a kind that is not shown here: " + VisibleText.line(strange.kind());
        }
        return ((SlotContent.Broken) content).why();
    }
}
