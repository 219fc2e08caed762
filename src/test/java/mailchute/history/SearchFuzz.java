package mailchute.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import mailchute.wire.VisibleText;

/** What is typed into a search. */
public final class SearchFuzz {

    private static HistoryReader reader;

    private SearchFuzz() {}

    /** It is refused, or finds something or nothing. */
    public static void query(byte[] bytes) {
        SearchQuery query;
        try {
            query = SearchQuery.parse(new String(bytes, StandardCharsets.UTF_8), ZoneOffset.UTC);
        } catch (SearchQuery.BadQueryException refused) {
            assertThat(VisibleText.line(refused.part())).isNotNull();
            return;
        }
        try {
            assertThat(reader().search(query, Long.MAX_VALUE, 5).hits()).hasSizeLessThanOrEqualTo(5);
        } catch (IOException | SQLException e) {
            throw new AssertionError("searched for " + query, e);
        }
    }

    private static synchronized HistoryReader reader() throws IOException, SQLException {
        if (reader == null) {
            Path folder = Files.createTempDirectory("mailchute-fuzz");
            Database database = new Database(folder.resolve("history.db"));
            database.make();
            try (EntryWriter writer = EntryWriter.open(database)) {
                for (String text : List.of("the build has failed", "안녕하세요 여러분", "50% \"done\" * NEAR(a b)")) {
                    writer.write(List.of(new Entry(
                            new Channel.Room("lobby"),
                            text,
                            Instant.EPOCH,
                            Writer.named("alice", 1),
                            false,
                            Optional.empty(),
                            text)));
                }
            }
            reader = HistoryReader.of(database.file());
            try (var files = Files.list(folder)) {
                files.forEach(file -> file.toFile().deleteOnExit());
            }
            folder.toFile().deleteOnExit();
        }
        return reader;
    }
}
