package mailchute.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import mailchute.TestFolders;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.history.HistoryReader;
import mailchute.history.SearchQuery;
import mailchute.history.Writer;

/** A history of a million messages: writing it, searching it, opening the newest page of a room. */
final class HistoryBench {

    private static final Channel LOBBY = new Channel.Room("lobby");
    private static final int PAGE = 100;
    private static final int SEARCHES = 100;
    private static final String[] SENDERS = {"alice", "bob", "carol", "build-script", "은지", "deploy-bot"};
    private static final String[] WORDS =
            ("the build failed again on main because of a missing file please look at it when you have time deploy server "
                            + "restarted and is back review merged tests passed in minutes thanks everyone lunch at twelve meeting "
                            + "moved to three 오늘 회의는 시로 옮겼습니다 자료는 공유 폴더에 있어요 배포 완료 감사합니다 점심 먹고 다시 볼게요 확인 부탁드립니다")
                    .split(" ");

    private HistoryBench() {}

    static List<Figure> run(boolean quick) throws Exception {
        int messages = quick ? 40_000 : 1_000_000;
        String many = String.format(Locale.ROOT, "%,d", messages);
        Path folder = Files.createTempDirectory("mailchute-bench");
        List<Figure> figures = new ArrayList<>();
        try {
            double plain = insertsWithoutIndex(folder.resolve("plain.db"), messages / 5);
            Path file = folder.resolve("full").resolve("history.db");
            double rate = record(file, messages);
            figures.add(Figure.beside(
                    "history: messages written, of " + many,
                    rate,
                    "msg/s",
                    new Figure.Reference("one table, no index", plain)));
            figures.add(Figure.beside(
                    "history: size of " + many,
                    Files.size(file) / 1e6,
                    "MB",
                    new Figure.Reference("text alone", textSize(file))));
            try (History history = History.open(file);
                    HistoryReader reader = history.reader()) {
                for (String query : new String[] {
                    "the",
                    "회의",
                    "needle",
                    "nowhere at all",
                    "failed from:은지",
                    "deploy room:lobby after:2020-01-01",
                    "xq",
                    "회의 room:lobby",
                    "의",
                    "tests passed thanks",
                    "before:2026-01-02"
                }) {
                    double[] millis = times(() -> search(reader, query));
                    figures.add(Figure.below("history: search for " + query + ", p50", at(millis, 50), "ms", 100));
                    figures.add(Figure.below("history: search for " + query + ", p99", at(millis, 99), "ms", 100));
                }
            }
            Path small = folder.resolve("small").resolve("history.db");
            record(small, PAGE);
            double few = median(() -> openAndRead(small));
            figures.add(Figure.ratioBelow(
                    "history: opened and the newest page read, of " + many,
                    median(() -> openAndRead(file)),
                    "ms",
                    new Figure.Reference("the same of " + PAGE, few),
                    1.3));
        } finally {
            TestFolders.delete(folder);
        }
        return figures;
    }

    private static double record(Path file, int messages) throws Exception {
        Random random = new Random(1);
        CountDownLatch told = new CountDownLatch(messages);
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        long start = System.nanoTime();
        try (History history = History.open(file)) {
            for (int i = 0; i < messages; i++) {
                String text = i == messages / 100 ? "a needle in the haystack" : text(random);
                String sender = SENDERS[random.nextInt(SENDERS.length)];
                at = at.plusMillis(random.nextInt(20_000));
                history.record(
                        new Entry(
                                LOBBY,
                                new UUID(random.nextLong(), i).toString(),
                                at,
                                Writer.named(sender, 4711),
                                false,
                                Optional.empty(),
                                text),
                        place -> told.countDown());
            }
            told.await();
        }
        return messages / ((System.nanoTime() - start) / 1e9);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int word = 4 + random.nextInt(12); word > 0; word--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }

    private static double insertsWithoutIndex(Path file, int messages) throws Exception {
        Random random = new Random(1);
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE message (number INTEGER PRIMARY KEY, id TEXT, at INTEGER, sender TEXT, text TEXT)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO message (id, at, sender, text) VALUES (?, ?, ?, ?)")) {
                for (int i = 0; i < messages; i++) {
                    insert.setString(1, new UUID(random.nextLong(), i).toString());
                    insert.setLong(2, i);
                    insert.setString(3, SENDERS[random.nextInt(SENDERS.length)]);
                    insert.setString(4, text(random));
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return messages / ((System.nanoTime() - start) / 1e9);
    }

    private static double textSize(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sum(length(CAST(text AS BLOB))) FROM message")) {
            return rows.getLong(1) / 1e6;
        }
    }

    private interface Measured {
        void run() throws Exception;
    }

    private static double median(Measured measured) throws Exception {
        return at(times(measured), 50);
    }

    /** How long each of many runs took, in milliseconds, the shortest first; the very first is not counted. */
    private static double[] times(Measured measured) throws Exception {
        measured.run();
        double[] millis = new double[SEARCHES];
        for (int i = 0; i < SEARCHES; i++) {
            long start = System.nanoTime();
            measured.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static void search(HistoryReader reader, String query) throws Exception {
        SearchQuery parsed = SearchQuery.parse(query, ZoneId.systemDefault());
        OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
        int found = 0;
        // A search that took its time comes in parts; only with all of them is the page full.
        while (next.isPresent() && found < PAGE) {
            HistoryReader.Found part = reader.search(parsed, next.getAsLong(), PAGE - found);
            found += part.hits().size();
            next = part.next();
        }
    }

    private static void openAndRead(Path file) throws Exception {
        try (History history = History.open(file);
                HistoryReader reader = history.reader()) {
            if (reader.newest(LOBBY, PAGE).size() != PAGE) {
                throw new IllegalStateException("the page is not there");
            }
        }
    }
}
