package mailchute.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Through the real program: what a sender says, to the screen of a receiver's window and into its history. */
final class WindowBench {

    private static final String ROOM = "bench-window";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private WindowBench() {}

    static List<Figure> run(Launched launched, boolean quick) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (Worker window = Worker.start(
                        launched.test(WindowProgram.class, "receiver", "--room", ROOM, "--name", "window"), Map.of());
                Children children = new Children(launched, ROOM)) {
            children.awaitReceivers(1);
            children.await(window.pid());
            Processor.awaitRest(List.of(window.pid()));
            delays(window, children, quick ? 40 : 300, figures);
            burst(window, children, quick ? 10_000 : 200_000, figures);
        }
        return figures;
    }

    private static void delays(Worker window, Children children, int messages, List<Figure> figures) throws Exception {
        for (int i = 0; i < messages; i++) {
            children.sender().say(WindowProgram.STAMP + System.nanoTime(), target -> true);
            // As fast as one types; each is painted by itself.
            Thread.sleep(60);
        }
        window.tell("delays");
        String[] answer = window.awaitLine("delays").split(" ");
        List<Double> delays = new ArrayList<>();
        for (int i = 1; i < answer.length; i++) {
            delays.add(Double.parseDouble(answer[i]));
        }
        Collections.sort(delays);
        String what = "from a sender to a window's screen, of " + delays.size();
        figures.add(Figure.alone(what + ", p50", Medians.of(delays), "ms"));
        figures.add(Figure.alone(what + ", p99", delays.get(delays.size() * 99 / 100), "ms"));
    }

    private static void burst(Worker window, Children children, int messages, List<Figure> figures) throws Exception {
        window.ask("stalls");
        long start = System.nanoTime();
        children.say("burst", messages);
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = awaitHistory(messages);
        Processor.awaitRest(List.of(window.pid()));
        String[] stalls = window.ask("stalls").split(" ");
        String what = String.format(Locale.ROOT, "burst of %,d into a window", messages);
        figures.add(Figure.alone(what + ": taken", messages / seconds, "msg/s"));
        figures.add(Figure.below(what + ": lost, not in the history", messages - kept, "", 0));
        figures.add(
                Figure.below(what + ": longest stall of the event thread", Double.parseDouble(stalls[1]), "ms", 100));
        figures.add(Figure.alone(what + ": stalls over 50 ms", Double.parseDouble(stalls[2]), ""));
        figures.add(Figure.below(what + ": heap", Double.parseDouble(stalls[3]), "MiB", 128));
    }

    /** Waits until all are there, or none has come for a while; how many there are. */
    private static long awaitHistory(int messages) throws Exception {
        long kept = 0;
        long last = System.nanoTime();
        while (kept < messages && System.nanoTime() - last < PATIENCE_NANOS) {
            long now = kept();
            if (now > kept) {
                last = System.nanoTime();
            }
            kept = now;
            Thread.sleep(200);
        }
        return kept;
    }

    private static long kept() throws SQLException {
        Path file = Path.of(System.getenv("XDG_DATA_HOME"), "mailchute", "history.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT count(DISTINCT text) FROM message WHERE text LIKE 'burst %'")) {
            return rows.getLong(1);
        }
    }
}
