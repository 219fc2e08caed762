package mailchute.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.history.Writer;
import mailchute.ipc.Peer;
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
 * @param plainName the plain name of the mailslot that it came by; empty for the one of the room
 */
public record Attribution(
        Optional<String> nickname,
        OptionalLong process,
        OptionalLong parent,
        Trust trust,
        OptionalLong writer,
        Optional<String> plainName) {

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
        OptionalLong writer = received.writer().map(Peer::pid).map(OptionalLong::of).orElse(OptionalLong.empty());
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
                    received.plainName());
        }
        return new Attribution(
                Optional.empty(),
                writer,
                OptionalLong.empty(),
                writer.isPresent() ? Trust.VERIFIED : Trust.UNKNOWN,
                writer,
                received.plainName());
    }

    /** Whose an entry of the history is, as far as that was known when it was written. */
    public static Attribution of(Writer writer) {
        boolean named = writer.nickname().isPresent();
        OptionalLong process = named ? writer.claimed() : writer.vouched();
        Trust trust = writer.vouched().isEmpty()
                ? named ? Trust.CLAIMED : Trust.UNKNOWN
                : process.equals(writer.vouched()) ? Trust.VERIFIED : Trust.CONTRADICTED;
        return new Attribution(writer.nickname(), process, writer.parent(), trust, writer.vouched(), writer.slot());
    }

    /** The name that the message claims, or {@code unknown}. */
    public String name() {
        return nickname.orElse("unknown");
    }

    /** The process to talk to: the kernel's word, else the message's own claim. */
    public OptionalLong pid() {
        return writer.isPresent() ? writer : process;
    }

    /** Process, parent and how sure that is, in English words for a terminal. */
    public String detail() {
        List<String> parts = new ArrayList<>();
        if (nickname.isPresent()) {
            parts.add(Long.toString(process.orElseThrow()));
        } else {
            parts.add(process.isPresent() ? "process " + process.getAsLong() : "any program");
        }
        parent.ifPresent(pid -> parts.add("child of " + pid));
        switch (trust) {
            case VERIFIED -> parts.add("verified");
            case CLAIMED -> parts.add("claimed");
            case CONTRADICTED -> parts.add("really process " + writer.orElseThrow());
            case UNKNOWN -> { }
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
