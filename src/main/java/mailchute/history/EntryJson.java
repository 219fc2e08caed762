package mailchute.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.wire.VisibleText;

/**
 * An entry as one JSON object on one line. {@code pid} is the process that the kernel names and {@code verified} true, or
 * else the one that the message names. What is not known is {@code null}; every entry has the same fields. Nothing in it
 * can control a terminal.
 */
public final class EntryJson {

    private static final JsonFactory JSON = new JsonFactory();

    private EntryJson() {}

    /** The object, without a newline. */
    public static String of(Entry entry, ZoneId zone) {
        Writer writer = entry.writer();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", entry.id());
            json.writeStringField(
                    "at",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(entry.at().atZone(zone)));
            json.writeStringField("room", entry.channel() instanceof Channel.Room room ? room.name() : null);
            json.writeStringField("with", entry.channel() instanceof Channel.With with ? with.name() : null);
            json.writeStringField("from", writer.nickname().orElse(null));
            write(json, "pid", writer.vouched().isPresent() ? writer.vouched() : writer.claimed());
            json.writeBooleanField("verified", writer.vouched().isPresent());
            write(json, "claimed", writer.claimed());
            write(json, "program", writer.program());
            write(json, "user", writer.user());
            write(json, "parent", writer.parent());
            write(json, "mailslot", writer.slot());
            json.writeBooleanField("own", entry.own());
            write(json, "line", entry.line());
            json.writeStringField("text", entry.text());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return VisibleText.escaped(text.toString());
    }

    private static void write(JsonGenerator json, String field, Optional<String> value) throws IOException {
        json.writeStringField(field, value.orElse(null));
    }

    private static void write(JsonGenerator json, String field, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsLong());
        } else {
            json.writeNullField(field);
        }
    }
}
