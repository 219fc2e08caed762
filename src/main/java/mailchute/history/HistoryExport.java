package mailchute.history;

import java.io.IOException;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * Writes what a search finds, the eldest first. It is read a page at a time, so that a million messages take no more memory
 * than a hundred, and those who write into the history meanwhile are not held up.
 */
public final class HistoryExport {

    private static final int PAGE = 500;

    /** What it is written as. */
    public enum Format {
        /** A line for each message; further lines of its text are indented. For people. */
        TEXT,
        /** A {@linkplain EntryJson JSON object} for each message, one to a line. For programs: the text is as it was said. */
        JSONL,
        /** One page that loads nothing, runs nothing and shows all text as text. */
        HTML
    }

    /** How one format begins, goes on and ends. */
    interface Pages {

        void begin(Appendable out) throws IOException;

        void entry(Entry entry, Appendable out) throws IOException;

        void end(Appendable out) throws IOException;
    }

    private HistoryExport() {}

    /**
     * Writes all that the search finds.
     *
     * @param most no more than that many, the newest of all; {@link Long#MAX_VALUE} for all
     * @return how many messages were written
     * @throws HistoryException where the history cannot be read
     * @throws IOException where it cannot be written to {@code out}
     */
    public static long write(
            HistoryReader reader, SearchQuery query, long most, Format format, ZoneId zone, Appendable out)
            throws IOException {
        Pages pages = switch (format) {
            case TEXT -> new TextPages(zone);
            case JSONL -> new JsonPages(zone);
            case HTML -> new HtmlPages(zone);
        };
        long written = 0;
        pages.begin(out);
        OptionalLong next = most == Long.MAX_VALUE ? OptionalLong.of(Long.MIN_VALUE) : before(reader, query, most);
        while (next.isPresent() && written < most) {
            HistoryReader.Found found = reader.searchOn(query, next.getAsLong(), (int) Math.min(PAGE, most - written));
            for (Stored stored : found.hits()) {
                pages.entry(stored.entry(), out);
            }
            written += found.hits().size();
            next = found.next();
        }
        pages.end(out);
        return written;
    }

    /** The place before the newest so many; empty where there is nothing to write. */
    private static OptionalLong before(HistoryReader reader, SearchQuery query, long most) throws HistoryException {
        OptionalLong eldest = OptionalLong.empty();
        long seen = 0;
        OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
        while (next.isPresent() && seen < most) {
            HistoryReader.Found found = reader.search(query, next.getAsLong(), (int) Math.min(PAGE, most - seen));
            seen += found.hits().size();
            if (!found.hits().isEmpty()) {
                eldest = OptionalLong.of(
                        found.hits().get(found.hits().size() - 1).number() - 1);
            }
            next = found.next();
        }
        return eldest;
    }
}
