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

/** What {@code launch/bench} runs: every measurement, as a table or as JSON. */
public final class Bench {

    private Bench() {}

    /** {@code FILE}, which gets the figures; {@code --quick} measures less, {@code --json} writes JSON. */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args).subList(1, args.length);
        boolean quick = options.contains("--quick");
        Launched headless = Launched.look(Map.of("DISPLAY", ""));
        Machine linux = new LinuxMachine(headless);
        List<Figure> figures = new ArrayList<>();
        figures.addAll(RoundTripBench.run(linux, quick, 1.3));
        figures.addAll(MailBench.run(linux, quick, 0.85, 0.8));
        figures.addAll(FileBench.run(linux, quick, 0.8));
        figures.addAll(ParticipantBench.headless(headless, quick));
        if (System.getenv("DISPLAY") != null) {
            figures.addAll(ParticipantBench.windows(Launched.look(Map.of()), quick));
        }
        figures.addAll(GrowthBench.run(headless, quick));
        figures.addAll(HistoryBench.run(quick));
        // launch/bench sets it where there is a Wine, and in a quick run leaves it out.
        if (System.getProperty("bench.wine") != null) {
            Machine wine = new WineMachine(Path.of(System.getProperty("bench.wine")));
            // A round trip may take 1 / 0.8 of the reference's time.
            figures.addAll(RoundTripBench.run(wine, true, 1.25));
            figures.addAll(MailBench.run(wine, true, 0.8, 0.8));
            figures.addAll(FileBench.run(wine, true, 0.8));
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
