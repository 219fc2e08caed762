package mailchute.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.Peer;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import mailchute.wire.VisibleText;

/**
 * Whose a message is, in words for people: never more than is known.
 *
 * @param name the nickname that the message claims, or {@code unknown}
 * @param detail the process, its parent for a child, and <i>verified</i> where the kernel names the same process,
 *     <i>claimed</i> where nobody does
 * @param pid the process to talk to: the kernel's word, else the message's own claim; empty for plain text on a system that
 *     does not tell
 */
public record Attribution(String name, String detail, Optional<Long> pid) {

    /** Whose this message is. */
    public static Attribution of(Received received) {
        Optional<Long> writer = received.writer().map(Peer::pid);
        Attribution whose = received.content() instanceof SlotContent.Posted posted
                ? ofPost(posted.post(), writer)
                : new Attribution(
                        "unknown",
                        writer.map(pid -> "process " + pid + ", verified").orElse("any program"),
                        writer);
        return received.plainName().map(whose::by).orElse(whose);
    }

    /** The same with the mailslot that it came by, where that is not the room's. */
    private Attribution by(String mailslot) {
        return new Attribution(name, detail + ", by " + VisibleText.line(mailslot), pid);
    }

    private static Attribution ofPost(Frame.Post post, Optional<Long> writer) {
        List<String> parts = new ArrayList<>();
        parts.add(Long.toString(post.pid()));
        if (post.parent().isPresent()) {
            parts.add("child of " + post.parent().getAsLong());
        }
        if (writer.isEmpty()) {
            parts.add("claimed");
        } else if (writer.get() == post.pid()) {
            parts.add("verified");
        } else {
            parts.add("really process " + writer.get());
        }
        return new Attribution(
                VisibleText.line(post.from()),
                String.join(", ", parts),
                Optional.of(writer.orElse(post.pid())));
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
