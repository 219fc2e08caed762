package mailchute.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            Launched windows = Launched.look(Map.of());
            figures.addAll(ParticipantBench.windows(windows, quick));
            figures.addAll(WindowBench.run(windows, quick));
        }
        figures.addAll(HistoryBench.run(quick));
        try (PrintStream out = new PrintStream(args[0], StandardCharsets.UTF_8)) {
            if (options.contains("--json")) {
                print(figures, out);
            } else {
                out.printf("%-70s %12s %-6s %6s  %-46s %s%n", "what", "measured", "", "ratio", "reference", "to reach");
                figures.forEach(figure -> out.println(figure.row()));
                Optional.ofNullable(System.getProperty("bench.missing")).ifPresent(out::println);
            }
        }
        // What was started leaves threads that would go on.
        System.exit(0);
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
                    json.writeNumberField("referenceValue", figure.reference().get().value());
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
