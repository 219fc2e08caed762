package mailchute.window.reading;

import java.util.Optional;
import java.util.OptionalLong;
import mailchute.history.Entry;
import mailchute.room.Attribution;
import mailchute.window.transcript.TranscriptRow;

/**
 * What a row of a transcript knows of the message that it shows.
 *
 * @param writer who wrote it
 * @param place  its place in the history, where it is kept
 * @param entry  the message as the history keeps it
 */
public record Said(WriterWords writer, OptionalLong place, Entry entry) {

    /** The row of a message. */
    public static TranscriptRow row(Entry entry, OptionalLong place) {
        WriterWords writer =
                WriterWords.of(Attribution.of(entry.writer()), entry.writer().program());
        TranscriptRow row = entry.own()
                ? TranscriptRow.own(entry.at(), writer.name(), writer.detail(), entry.text())
                : TranscriptRow.message(entry.at(), writer.name(), writer.detail(), entry.text());
        return row.withId(idOf(entry)).withSource(new Said(writer, place, entry));
    }

    /** The row of a message between two who know each other: without process and trust. */
    public static TranscriptRow brief(Entry entry, OptionalLong place) {
        TranscriptRow row = row(entry, place);
        TranscriptRow bare = entry.own()
                ? TranscriptRow.own(row.time(), row.sender(), "", row.text())
                : TranscriptRow.message(row.time(), row.sender(), "", row.text());
        return bare.withId(row.id()).withSource(row.source().orElseThrow());
    }

    /** A message with a line takes the place of the one before. */
    private static String idOf(Entry entry) {
        return entry.line()
                .map(line -> "line " + entry.writer().user().orElse("") + " "
                        + entry.writer().name() + " " + line)
                .orElse(entry.id());
    }

    /** What the row knows; nothing for one that nobody said. */
    public static Optional<Said> of(TranscriptRow row) {
        return row.source().filter(Said.class::isInstance).map(Said.class::cast);
    }
}
