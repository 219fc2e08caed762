package mailchute.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code launch/bench} runs: every measurement, as a table or as JSON. */
public final class Bench {

    private Bench() {}

    /** {@code --quick} measures less, {@code --json} prints JSON. */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        boolean json = List.of(args).contains("--json");
        Machine linux = new LinuxMachine(Launched.look(Map.of()));
        List<Figure> figures = new ArrayList<>();
        figures.addAll(RoundTripBench.run(linux, quick, 1.3));
        figures.addAll(MailBench.run(linux, quick, 0.85, 0.8));
        figures.addAll(FileBench.run(linux, quick, 0.8));
        figures.addAll(HistoryBench.run(quick));
        if (json) {
            print(figures);
        } else {
            System.out.printf("%-70s %12s %-6s %6s  %-46s %s%n", "what", "measured", "", "ratio", "reference", "to reach");
            figures.forEach(figure -> System.out.println(figure.row()));
        }
    }

    private static void print(List<Figure> figures) throws Exception {
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
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
        System.out.println();
    }
}
