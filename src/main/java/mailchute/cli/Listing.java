package mailchute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mailchute.wire.VisibleText;

/**
 * Rows under named columns, for a person or for a program: aligned text, or an array of JSON objects, one to a line.
 *
 * <p>A value is text, a number or a truth; an empty {@code Optional} is shown as {@code -} and written as {@code null}.
 * Numbers are aligned to the right. What comes from outside cannot control a terminal.
 */
final class Listing {

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
            row.add(JsonLine.plain(value));
        }
        rows.add(row);
        return this;
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
        return cells.stream()
                .mapToInt(line -> columnsOf(line.get(column)))
                .max()
                .orElse(0);
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
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            fields.put(columns.get(column), row.get(column));
        }
        return JsonLine.of(fields);
    }
}
