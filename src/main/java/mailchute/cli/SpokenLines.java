package mailchute.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import mailchute.history.Entry;
import mailchute.history.EntryJson;
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
            console.print(EntryJson.of(said, ZoneId.systemDefault()));
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
}
