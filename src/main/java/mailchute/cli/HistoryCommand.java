package mailchute.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.EntryJson;
import mailchute.history.HistoryException;
import mailchute.history.HistoryExport;
import mailchute.history.HistoryReader;
import mailchute.history.SearchQuery;
import mailchute.history.Stored;
import mailchute.room.Attribution;
import mailchute.settings.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailchute history}. */
@Command(
        name = "history",
        description = {
            "Search what was said, in every room and conversation; the newest unless anything is searched for.",
            "",
            "A search is made of words and parts of words, \"words in a row\", from:NAME, room:ROOM, with:NAME, before:DAY and"
                    + " after:DAY; all of it has to hold. A day is 2026-11-24, a moment 2026-11-24T09:30. Letters may be large"
                    + " or small."
        },
        footer = {
            "",
            "Example: mailchute history failed from:build after:2026-11-01",
            "Example: mailchute history '\"out of memory\"' --export html -o crashes.html"
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    private static final int UNLESS_SAID = 50;

    /** More than that are not aligned in memory; an export has no limit. */
    private static final int MOST = 10_000;

    /** Reads the formats as they are written on the command line. */
    static final class Formats implements ITypeConverter<HistoryExport.Format> {
        @Override
        public HistoryExport.Format convert(String value) {
            for (HistoryExport.Format format : HistoryExport.Format.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return format;
                }
            }
            throw new UsageException("a history is exported as text, jsonl or html, not as " + value);
        }
    }

    @Parameters(paramLabel = "SEARCH", arity = "0..*", description = "What to search for.")
    private List<String> search = List.of();

    @Option(names = "--json", description = "An array of JSON objects, one to a line.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The newest N alone; " + UNLESS_SAID + " unless given, and all of them with --export.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            converter = Formats.class,
            description = "All of them, the eldest first, as text, jsonl (JSON lines) or html (one page).")
    private Optional<HistoryExport.Format> export = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Where the export goes, once it is whole; standard output unless given.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        SearchQuery query = query();
        if (limit.orElse(1) < 1) {
            throw new UsageException("--limit is 1 or more");
        }
        if (export.isEmpty() && out.isPresent()) {
            throw new UsageException("-o is for --export");
        }
        if (export.isPresent() && json) {
            throw new UsageException("--json lists; --export jsonl exports");
        }
        if (export.isEmpty() && limit.orElse(1) > MOST) {
            throw new UsageException("--limit is at most " + MOST + " without --export");
        }
        try (HistoryReader reader = HistoryReader.of(HistoryFile.path())) {
            if (export.isPresent()) {
                export(reader, query, export.get());
            } else {
                list(reader, query);
            }
            return ExitStatus.OK;
        } catch (HistoryException e) {
            new Console().complain("mailchute: the history cannot be read: " + e.getMessage());
        } catch (IOException e) {
            new Console().complain("mailchute: " + out.orElseThrow() + " cannot be written: " + e.getMessage());
        }
        return ExitStatus.FAILED;
    }

    private SearchQuery query() {
        if (search.isEmpty()) {
            return SearchQuery.EVERYTHING;
        }
        try {
            return SearchQuery.parse(String.join(" ", search), ZoneId.systemDefault());
        } catch (SearchQuery.BadQueryException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private void list(HistoryReader reader, SearchQuery query) throws HistoryException {
        int most = limit.orElse(UNLESS_SAID);
        List<Stored> hits = new ArrayList<>();
        OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
        while (next.isPresent() && hits.size() < most) {
            HistoryReader.Found found = reader.search(query, next.getAsLong(), most - hits.size());
            hits.addAll(found.hits());
            next = found.next();
        }
        Console console = new Console();
        List<String> lines = json ? jsonLines(hits) : table(hits).lines(false);
        lines.forEach(console::print);
        if (next.isPresent()) {
            console.complain("mailchute: the newest " + most + "; --limit shows more");
        }
    }

    private static List<String> jsonLines(List<Stored> hits) {
        List<String> lines = new ArrayList<>();
        lines.add("[");
        for (int i = 0; i < hits.size(); i++) {
            String object = EntryJson.of(hits.get(i).entry(), ZoneId.systemDefault());
            lines.add("  " + object + (i + 1 < hits.size() ? "," : ""));
        }
        lines.add("]");
        return lines;
    }

    private static Listing table(List<Stored> hits) {
        Listing listing = new Listing("at", "where", "from", "process", "text");
        for (Stored stored : hits) {
            Entry entry = stored.entry();
            Attribution whose = Attribution.of(entry.writer());
            String pid = whose.pid().isPresent() ? Long.toString(whose.pid().getAsLong()) : "";
            String process = (entry.writer().program().orElse("") + " " + pid).strip();
            listing.row(
                    Times.of(entry.at()),
                    entry.channel() instanceof Channel.Room room
                            ? room.name()
                            : "with " + entry.channel().name(),
                    whose.name(),
                    process.isEmpty() ? Optional.empty() : process,
                    entry.text());
        }
        return listing;
    }

    private void export(HistoryReader reader, SearchQuery query, HistoryExport.Format format) throws IOException {
        long most = limit.isPresent() ? limit.get() : Long.MAX_VALUE;
        if (out.isEmpty()) {
            HistoryExport.write(reader, query, most, format, ZoneId.systemDefault(), new PrintedLines(new Console()));
            return;
        }
        WholeFile.<IOException>write(out.get(), to -> {
            Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
            HistoryExport.write(reader, query, most, format, ZoneId.systemDefault(), text);
            text.flush();
        });
    }
}
