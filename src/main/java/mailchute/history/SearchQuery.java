package mailchute.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is searched for: {@code deploy "build failed" from:alice room:lobby before:2026-11-24 after:2026-11-01T09:00}.
 *
 * @param words  what the text has to hold, each somewhere, in any case; parts of words count
 * @param from   what the writer's name has to hold
 * @param room   the room it was said in
 * @param with   who the conversation was with
 * @param before said before this moment; a day alone means its beginning
 * @param after  said at this moment or later
 */
public record SearchQuery(
        List<String> words,
        Optional<String> from,
        Optional<String> room,
        Optional<String> with,
        Optional<Instant> before,
        Optional<Instant> after) {

    /** Finds all that was ever said. */
    public static final SearchQuery EVERYTHING = new SearchQuery(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What cannot be searched for; the message says why. */
    public static final class BadQueryException extends Exception {

        private static final long serialVersionUID = 1L;

        /** What is wrong with the query. */
        public enum Problem {
            /** There is nothing in it. */
            EMPTY,
            /** A {@code before:} or {@code after:} without a day or moment that there is. */
            DATE
        }

        private final Problem problem;
        private final String part;

        BadQueryException(Problem problem, String part) {
            super(problem == Problem.EMPTY ? "there is nothing to search for" : "not a day or a moment: " + part);
            this.problem = problem;
            this.part = part;
        }

        public Problem problem() {
            return problem;
        }

        /** The part of the query that is wrong. */
        public String part() {
            return part;
        }
    }

    /**
     * Reads a query as it is typed. A word with a colon that is none of the five is a word.
     *
     * @param zone where the days are
     */
    public static SearchQuery parse(String text, ZoneId zone) throws BadQueryException {
        List<String> words = new ArrayList<>();
        Optional<String> from = Optional.empty();
        Optional<String> room = Optional.empty();
        Optional<String> with = Optional.empty();
        Optional<Instant> before = Optional.empty();
        Optional<Instant> after = Optional.empty();
        for (String part : parts(text)) {
            int colon = part.indexOf(':');
            String key = colon < 0 ? "" : part.substring(0, colon).toLowerCase(Locale.ROOT);
            Optional<String> value =
                    Optional.of(unquoted(part.substring(colon + 1))).filter(v -> !v.isEmpty());
            if (value.isEmpty()) {
                if (colon < 0 || !isKey(key)) {
                    add(words, part);
                }
                continue;
            }
            switch (key) {
                case "from" -> from = value;
                case "room" -> room = value;
                case "with" -> with = value;
                case "before" -> before = Optional.of(moment(value.get(), zone));
                case "after" -> after = Optional.of(moment(value.get(), zone));
                default -> add(words, part);
            }
        }
        SearchQuery query = new SearchQuery(List.copyOf(words), from, room, with, before, after);
        if (query.equals(EVERYTHING)) {
            throw new BadQueryException(BadQueryException.Problem.EMPTY, text);
        }
        return query;
    }

    private static boolean isKey(String key) {
        return List.of("from", "room", "with", "before", "after").contains(key);
    }

    private static void add(List<String> words, String part) {
        String word = unquoted(part);
        if (!word.isEmpty()) {
            words.add(word);
        }
    }

    /** Parts the text at blanks that are not inside quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (!quoted && Character.isWhitespace(c)) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (c != 0) {
                part.append(c);
            }
        }
        parts.add(part.toString());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static String unquoted(String part) {
        return part.replace("\"", "").strip();
    }

    private static Instant moment(String text, ZoneId zone) throws BadQueryException {
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
            // Entries are kept in milliseconds: a moment that has none is as far off as one that is none.
            return Instant.ofEpochMilli(moment.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadQueryException(BadQueryException.Problem.DATE, text);
        }
    }
}
