package mailchute.history;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** The other process of the history's tests. Its first argument says what it does, its second names the file. */
public final class HistoryProgram {

    /** Soon enough for a test to wait for. */
    static final Duration RETRY = Duration.ofMillis(300);

    static final Channel LOBBY = new Channel.Room("lobby");

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private HistoryProgram() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "write" -> write(file, args[2], Integer.parseInt(args[3]));
            case "serve" -> serve(file);
            case "hold" -> hold(file);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** What an entry with this id says: long enough to fill a page in a few. */
    static String text(String id) {
        return ("this is what " + id + " says 안녕하세요 ").repeat(12) + "end";
    }

    static Entry entry(String id) {
        return new Entry(LOBBY, id, Instant.now(), Writer.named("program", 1), false, Optional.empty(), text(id));
    }

    /** Records so many, every fifth under an id that all such programs use, and says of each that it was told. */
    private static void write(Path file, String name, int count) throws Exception {
        try (History history = History.open(file, RETRY)) {
            history.onStatus(HistoryProgram::say);
            CountDownLatch told = new CountDownLatch(count);
            for (int i = 0; i < count; i++) {
                String id = i % 5 == 0 ? "shared-" + i : name + "-" + i;
                history.record(entry(id), place -> {
                    say(id, place);
                    told.countDown();
                });
            }
            told.await();
        }
        OUT.println("done");
    }

    /** Records an entry for each line of its input, and says how many there are where asked. */
    private static void serve(Path file) throws Exception {
        try (History history = History.open(file, RETRY);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            history.onStatus(HistoryProgram::say);
            for (String id = in.readLine(); id != null; id = in.readLine()) {
                if (id.equals("?")) {
                    try (HistoryReader reader = history.reader()) {
                        OUT.println(
                                "there are " + reader.newest(LOBBY, 1_000_000).size());
                    }
                    continue;
                }
                String each = id;
                history.record(entry(each), place -> say(each, place));
            }
        }
        OUT.println("done");
    }

    private static void say(String id, OptionalLong place) {
        OUT.println("told " + id + " " + (place.isPresent() ? place.getAsLong() : "nowhere"));
    }

    private static void say(HistoryStatus status) {
        if (status instanceof HistoryStatus.Off off) {
            OUT.println("off " + off.reason() + " " + off.why());
        } else if (status instanceof HistoryStatus.SetAside aside) {
            OUT.println("set aside " + aside.aside().getFileName());
        } else {
            OUT.println("on");
        }
    }

    /** Begins to write, as a writer does that is stopped in the middle, and ends with its input. */
    private static void hold(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            OUT.println("held");
            while (System.in.read() >= 0) {
                // Until nobody types any more.
            }
        }
    }
}
