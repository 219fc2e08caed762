package mailchute.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import mailchute.history.HistoryExport.Format;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryExportTest {

    private static final ZoneId ZONE = ZoneOffset.ofHours(9);
    private static final Instant NIGHT = Instant.parse("2026-11-24T14:59:30Z");
    private static final String NASTY =
            "<script>alert('x')</script> & \"q\" \u001b[31m \u009b2J \u202Eabc\nsecond </p> line";

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void name() {
        database = new Database(folder.resolve("data").resolve("history.db"));
    }

    private void keep(Entry... entries) throws Exception {
        database.make();
        try (EntryWriter writer = EntryWriter.open(database)) {
            writer.write(List.of(entries));
        }
    }

    private String export(String query, long most, Format format) throws Exception {
        StringBuilder out = new StringBuilder();
        try (HistoryReader reader = new HistoryReader(database)) {
            SearchQuery parsed = query.isEmpty() ? SearchQuery.EVERYTHING : SearchQuery.parse(query, ZONE);
            long written = HistoryExport.write(reader, parsed, most, format, ZONE, out);
            assertThat(written).isLessThanOrEqualTo(most);
        }
        return out.toString();
    }

    private static Entry entry(String id, Channel channel, Instant at, Writer writer, boolean own, String text) {
        return new Entry(channel, id, at, writer, own, Optional.empty(), text);
    }

    private static Writer known() {
        return new Writer(
                Optional.of("은지"),
                Optional.of("java"),
                OptionalLong.of(4711),
                OptionalLong.of(4711),
                Optional.of("eunji"),
                OptionalLong.empty(),
                Optional.empty());
    }

    @Test
    void textHasALineForEachMessageAndNoTextPassesForALine() throws Exception {
        keep(
                entry("1", new Channel.Room("lobby"), NIGHT, known(), false, NASTY),
                entry("2", new Channel.With("bob"), NIGHT.plusSeconds(60), Writer.named("me", 7), true, "좋아요"));
        assertThat(export("", Long.MAX_VALUE, Format.TEXT).lines())
                .containsExactly(
                        "2026-11-24 23:59:30  lobby  은지 (java 4711, verified): <script>alert('x')</script> & \"q\" ␛[31m \uFFFD2J"
                                + " \uFFFDabc",
                        "    second </p> line",
                        "2026-11-25 00:00:30  with bob  me (7, claimed): 좋아요");
    }

    @Test
    void jsonLinesHoldExactlyWhatWasSaid() throws Exception {
        Writer unknown = new Writer(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(9),
                Optional.of("root"),
                OptionalLong.of(1),
                Optional.of("mailbox"));
        keep(
                entry("1", new Channel.Room("lobby"), NIGHT.plusMillis(5), known(), false, NASTY),
                entry("2", new Channel.With("bob"), NIGHT, unknown, true, ""));
        List<String> lines = export("", Long.MAX_VALUE, Format.JSONL).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(parsed(lines.get(0)))
                .containsExactly(
                        Map.entry("id", "1"),
                        Map.entry("at", "2026-11-24T23:59:30.005+09:00"),
                        Map.entry("room", "lobby"),
                        Map.entry("with", "null"),
                        Map.entry("from", "은지"),
                        Map.entry("pid", "4711"),
                        Map.entry("verified", "true"),
                        Map.entry("claimed", "4711"),
                        Map.entry("program", "java"),
                        Map.entry("user", "eunji"),
                        Map.entry("parent", "null"),
                        Map.entry("mailslot", "null"),
                        Map.entry("own", "false"),
                        Map.entry("line", "null"),
                        Map.entry("text", NASTY));
        assertThat(parsed(lines.get(1)))
                .containsEntry("from", "null")
                .containsEntry("pid", "9")
                .containsEntry("claimed", "null")
                .containsEntry("with", "bob")
                .containsEntry("parent", "1")
                .containsEntry("mailslot", "mailbox");
    }

    private static Map<String, String> parsed(String line) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(json.nextToken()).isNull();
        }
        return fields;
    }

    @Test
    void htmlShowsEveryTextAsText() throws Exception {
        Writer liar = new Writer(
                Optional.of("<b onclick=\"x\">"),
                Optional.of("<img src=x>"),
                OptionalLong.of(1),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
        keep(
                entry("1", new Channel.Room("lobby"), NIGHT, known(), false, NASTY),
                entry("2", new Channel.With("</title>"), NIGHT.plusSeconds(60), liar, true, "좋아요"));
        String page = export("", Long.MAX_VALUE, Format.HTML);
        assertThat(page).startsWith("<!doctype html>\n").endsWith("</html>\n");
        assertThat(page).contains("default-src 'none'").doesNotContain("http:", "https:", "src=x>", "<script", "<img");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; ␛[31m \uFFFD2J \uFFFDabc\nsecond"
                                + " &lt;/p&gt; line</p>");
        assertThat(page).contains("<b>&lt;b onclick=&quot;x&quot;&gt;</b>", "with &lt;/title&gt;");
        assertThat(page)
                .containsSubsequence(
                        "<h2>2026-11-24</h2>", "은지", "<h2>2026-11-25</h2>", "<article class=\"own\">", "좋아요");
        assertThat(page.chars().filter(c -> c < ' ' && c != '\n').count()).isZero();
        // Every tag is one of the page's own.
        assertThat(page.replaceAll(
                        "</?(html|head|meta|title|style|body|h1|h2|article|header|time|b|span|p)( [a-z-]+=\"[^\"<>]*\")*>|<!doctype html>",
                        ""))
                .doesNotContain("<", ">");
    }

    @Test
    void aSearchAndANumberBoundWhatIsWritten() throws Exception {
        keep(IntStream.range(0, 1_300)
                .mapToObj(i -> entry(
                        "id" + i,
                        new Channel.Room("lobby"),
                        NIGHT.plusSeconds(i),
                        Writer.named(i % 2 == 0 ? "even" : "odd", 1),
                        false,
                        "n" + i + "."))
                .toArray(Entry[]::new));
        assertThat(export("", Long.MAX_VALUE, Format.TEXT).lines()).hasSize(1_300);
        List<String> odd = export("from:odd", 600, Format.TEXT).lines().toList();
        assertThat(odd).hasSize(600);
        assertThat(odd.get(0)).endsWith("n101.");
        assertThat(odd.get(599)).endsWith("n1299.");
        assertThat(export("nowhere", 5, Format.TEXT)).isEmpty();
        assertThat(export("nowhere", Long.MAX_VALUE, Format.HTML))
                .contains("</html>")
                .doesNotContain("<article");
    }

    @Test
    void whereItCannotBeWrittenNothingIsReadInVain() throws Exception {
        keep(entry("1", new Channel.Room("lobby"), NIGHT, known(), false, "one"));
        List<String> tried = new ArrayList<>();
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                tried.add(text.toString());
                throw new IOException("no room");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                return append(text.subSequence(start, end));
            }

            @Override
            public Appendable append(char c) throws IOException {
                return append(Character.toString(c));
            }
        };
        try (HistoryReader reader = new HistoryReader(database)) {
            assertThatThrownBy(() -> HistoryExport.write(reader, SearchQuery.EVERYTHING, 10, Format.TEXT, ZONE, full))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HistoryException.class)
                    .hasMessage("no room");
        }
        assertThat(tried).hasSize(1);
    }
}
