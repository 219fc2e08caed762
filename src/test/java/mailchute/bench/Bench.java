package mailchute.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What {@code launch/bench} runs: every measurement, as a table or as JSON. */
public final class Bench {

    private static final String ONLY = "--only=";

    private Bench() {}

    /**
     * {@code FILE}, which gets the figures; {@code --quick} measures less, {@code --json} writes JSON, {@code --only=WHAT}
     * measures one thing: {@code round-trip}, {@code mailslot}, {@code file}, {@code child}, {@code memory}, {@code window},
     * {@code idle}, {@code growth} or {@code history}.
     */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args).subList(1, args.length);
        boolean quick = options.contains("--quick");
        Predicate<String> wanted =
                what -> options.contains(ONLY + what) || options.stream().noneMatch(option -> option.startsWith(ONLY));
        Launched headless = Launched.look(Map.of("DISPLAY", ""));
        List<Figure> figures = new ArrayList<>(pairs(new LinuxMachine(headless), wanted, quick, 1.3, 0.85));
        if (wanted.test("child")) {
            figures.addAll(ParticipantBench.headless(headless, quick));
        }
        if (wanted.test("memory")) {
            figures.addAll(ParticipantMemory.headless(headless).figures(""));
        }
        if (System.getenv("DISPLAY") != null) {
            Launched launched = Launched.look(Map.of());
            if (wanted.test("memory")) {
                figures.addAll(ParticipantMemory.windows(launched, quick ? 10_000 : 100_000)
                        .figures(""));
            }
            if (wanted.test("window")) {
                figures.addAll(ParticipantBench.windows(launched, quick));
            }
            if (wanted.test("idle")) {
                figures.add(ParticipantBench.idle(launched, quick));
            }
        }
        if (wanted.test("history")) {
            figures.addAll(HistoryBench.run(quick));
        }
        // launch/bench sets it where there is a Wine, and in a quick run leaves it out.
        if (System.getProperty("bench.wine") != null) {
            // A round trip may take 1 / 0.8 of the reference's time.
            WineMachine wine = new WineMachine(Path.of(System.getProperty("bench.wine")));
            figures.addAll(pairs(wine, wanted, true, 1.25, 0.8));
            if (wanted.test("memory")) {
                figures.addAll(ParticipantMemory.figures(wine, 10_000));
            }
        }
        // Last: the start of 150 processes has the machine busy for a while.
        if (wanted.test("growth")) {
            figures.addAll(GrowthBench.run(headless, quick));
        }
        try (PrintStream out = new PrintStream(args[0], StandardCharsets.UTF_8)) {
            if (options.contains("--json")) {
                print(figures, out);
            } else {
                out.println(about());
                out.printf("%-70s %12s %-6s %6s  %-46s %s%n", "what", "measured", "", "ratio", "reference", "to reach");
                figures.forEach(figure -> out.println(figure.row()));
                out.println(System.getProperty("bench.left.out", ""));
            }
        }
        // What was started leaves threads that would go on.
        System.exit(0);
    }

    /** What two processes say to each other, beside the same in C. */
    private static List<Figure> pairs(
            Machine machine, Predicate<String> wanted, boolean quick, double roundTrip, double oneWriter)
            throws Exception {
        List<Figure> figures = new ArrayList<>();
        if (wanted.test("round-trip")) {
            figures.addAll(RoundTripBench.run(machine, quick, roundTrip));
        }
        if (wanted.test("mailslot")) {
            figures.addAll(MailBench.run(machine, quick, oneWriter, 0.8));
        }
        if (wanted.test("file")) {
            figures.addAll(FileBench.run(machine, quick, 0.8));
        }
        return figures;
    }

    /** When, on what, and how busy that was with other things at the end. */
    private static String about() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[2];
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB, Linux %s, Java %s; load of the last quarter of an hour %s",
                LocalDate.now(),
                cores,
                Long.parseLong(memory) / (1024.0 * 1024),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                load);
    }

    private static void print(List<Figure> figures, PrintStream out) throws Exception {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("what", figure.what());
                json.writeNumberField("value", figure.value());
                json.writeStringField("unit", figure.unit());
                if (figure.reference().isPresent()) {
                    json.writeStringField("reference", figure.reference().get().what());
                    json.writeNumberField(
                            "referenceValue", figure.reference().get().value());
                    json.writeNumberField("ratio", figure.ratio().getAsDouble());
                }
                if (figure.target().isPresent()) {
                    json.writeStringField("target", figure.target().get().words());
                    json.writeBooleanField("reached", figure.target().get().reached());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
