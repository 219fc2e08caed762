package mailchute.window.transcript;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of a transcript.
 *
 * @param id     names the row for {@link TranscriptView#updateState}; empty if nobody will
 * @param detail what is known of the sender beside its name, such as {@code pid 4711 · child of 4700}; may be empty
 * @param text   what was said, of any length and with any characters; newlines start lines
 * @param source whatever the owner wants back when the row is chosen, such as who to open a conversation with
 * @param state  what became of the message, such as {@code taken by 2 of 3 mailslots}; empty if there is nothing to say
 */
public record TranscriptRow(
        String id,
        Kind kind,
        Instant time,
        String sender,
        String detail,
        String text,
        Optional<Object> source,
        String state) {

    /** What a row is. */
    public enum Kind {
        /** Somebody else's message. */
        MESSAGE,
        /** A message that was written here. */
        OWN,
        /** What happened: somebody came, somebody left. */
        SYSTEM,
        /** What went wrong. */
        ERROR
    }

    public TranscriptRow {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(time);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(text);
        Objects.requireNonNull(source);
        Objects.requireNonNull(state);
    }

    /** Somebody else's message. */
    public static TranscriptRow message(Instant time, String sender, String detail, String text) {
        return new TranscriptRow("", Kind.MESSAGE, time, sender, detail, text, Optional.empty(), "");
    }

    /** A message that was written here. */
    public static TranscriptRow own(Instant time, String sender, String detail, String text) {
        return new TranscriptRow("", Kind.OWN, time, sender, detail, text, Optional.empty(), "");
    }

    /** What happened, now. */
    public static TranscriptRow system(String text) {
        return new TranscriptRow("", Kind.SYSTEM, Instant.now(), "", "", text, Optional.empty(), "");
    }

    /** What went wrong, now. */
    public static TranscriptRow error(String text) {
        return new TranscriptRow("", Kind.ERROR, Instant.now(), "", "", text, Optional.empty(), "");
    }

    /** The same row, named. */
    public TranscriptRow withId(String newId) {
        return new TranscriptRow(newId, kind, time, sender, detail, text, source, state);
    }

    /** The same row with something for the owner to get back. */
    public TranscriptRow withSource(Object newSource) {
        return new TranscriptRow(id, kind, time, sender, detail, text, Optional.of(newSource), state);
    }

    /** The same row in another state. */
    public TranscriptRow withState(String newState) {
        return new TranscriptRow(id, kind, time, sender, detail, text, source, newState);
    }
}
