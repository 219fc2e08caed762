package mailchute.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mailchute.wire.VisibleText;

/**
 * Rows under named columns, for a person or for a program: aligned text, or an array of JSON objects, one to a line.
 *
 * <p>A value is text, a number or a truth; an empty {@code Optional} is shown as {@code -} and written as {@code null}.
 * Numbers are aligned to the right. What comes from outside cannot control a terminal.
 */
final class Listing {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Listing(String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row, one value for each column. */
    Listing row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        List<Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(plain(value));
        }
        rows.add(row);
        return this;
    }

    /** Empty as null, and anything but numbers and truths as text. */
    private static Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Listing::plain).orElse(null);
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** The lines: a heading and the rows, or the JSON. */
    List<String> lines(boolean json) {
        return json ? jsonLines() : textLines();
    }

    private List<String> textLines() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns);
        for (List<Object> row : rows) {
            cells.add(row.stream().map(Listing::shown).toList());
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                int width = width(cells, column);
                String cell = line.get(column);
                String blanks = " ".repeat(width - columnsOf(cell));
                text.append(column == 0 ? "" : "  ");
                text.append(isNumeric(column) ? blanks + cell : cell + blanks);
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static String shown(Object value) {
        return value == null ? "-" : VisibleText.line(value.toString());
    }

    private boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).anyMatch(Number.class::isInstance);
    }

    private static int width(List<List<String>> cells, int column) {
        return cells.stream().mapToInt(line -> columnsOf(line.get(column))).max().orElse(0);
    }

    /** How many columns of a terminal a text takes: East Asian letters take two, combining marks none. */
    private static int columnsOf(String text) {
        return text.codePoints().map(Listing::columnsOf).sum();
    }

    private static int columnsOf(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HANGUL, HAN, HIRAGANA, KATAKANA -> 2;
            default -> Character.charCount(c);
        };
    }

    private List<String> jsonLines() {
        List<String> lines = new ArrayList<>();
        lines.add("[");
        for (int i = 0; i < rows.size(); i++) {
            lines.add("  " + object(rows.get(i)) + (i + 1 < rows.size() ? "," : ""));
        }
        lines.add("]");
        return lines;
    }

    private String object(List<Object> row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int column = 0; column < columns.size(); column++) {
                json.writeFieldName(columns.get(column));
                json.writePOJO(row.get(column));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
