package mailchute.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mailchute.wire.VisibleText;

/**
 * Values as JSON on one line, for a program; what comes from outside cannot control a terminal all the same.
 *
 * <p>A value is an object, given as a map, a list, a number or a truth; an empty {@code Optional} is {@code null}, and anything
 * else is text.
 */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static String of(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return VisibleText.escaped(text.toString());
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        Object plain = plain(value);
        if (plain instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                json.writeFieldName(field.getKey().toString());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (plain instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(plain);
        }
    }

    /** Empty as null, and anything but objects, lists, numbers and truths as text. */
    static Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(JsonLine::plain).orElse(null);
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        boolean known = value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Iterable;
        return known ? value : value.toString();
    }
}
