package mailchute.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mailchute.history.Entry;
import mailchute.room.Attribution;
import mailchute.wire.VisibleText;

/** What was said, printed a line each for a person, or as JSON for a program. */
final class SpokenLines {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Console console;
    private final boolean json;

    SpokenLines(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void print(Entry said) {
        if (json) {
            console.print(JsonLine.of(fields(said)));
        } else {
            Attribution whose = Attribution.of(said.writer());
            String line = VisibleText.line(whose.name()) + " (" + whose.detail() + "): " + said.text();
            if (isToday(said.at())) {
                console.print(said.at(), line);
            } else {
                console.print("[" + DAY.format(said.at().atZone(ZoneId.systemDefault())) + "] " + line);
            }
        }
    }

    private static boolean isToday(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.systemDefault()).equals(LocalDate.now());
    }

    private static Map<String, Object> fields(Entry said) {
        Attribution whose = Attribution.of(said.writer());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", said.id());
        fields.put("at", Times.exactly(said.at()));
        fields.put("room", said.channel().name());
        fields.put("from", whose.nickname());
        fields.put("pid", whose.process());
        fields.put("trust", whose.trust().name().toLowerCase(Locale.ROOT));
        fields.put("writer", whose.writer());
        fields.put("account", said.writer().user());
        fields.put("program", said.writer().program());
        fields.put("parent", whose.parent());
        fields.put("mailslot", whose.plainName());
        fields.put("line", said.line());
        fields.put("text", said.text());
        return fields;
    }
}
