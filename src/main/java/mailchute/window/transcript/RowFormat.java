package mailchute.window.transcript;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.text.AttributedString;
import java.text.Bidi;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mailchute.window.part.Words;
import mailchute.window.transcript.RowLayout.Piece;
import mailchute.window.transcript.RowLayout.Rule;
import mailchute.window.transcript.RowLayout.Tone;
import mailchute.wire.VisibleText;

/** Breaks rows into lines for one width, one font and one kind of display. */
final class RowFormat {

    /** How many characters of one row are laid out; what is beyond is announced and can be copied. */
    static final int SHOWN_CHARACTERS = 4_000;

    static final int MARK_SIZE = 28;
    static final int MARK_X = 12;
    static final int MARGIN_TOP = 7;
    private static final int MARGIN_BOTTOM = 7;
    private static final int MARGIN_RIGHT = 14;
    private static final int TEXT_X = MARK_X + MARK_SIZE + 10;
    private static final int GAP = 8;
    private static final int SMALLEST_TEXT_WIDTH = 60;
    private static final int SHOWN_LINES = 400;
    /** Text of mixed direction is laid out in pieces of so much: all at once takes time by the square. */
    private static final int MIXED_CHARACTERS = 500;

    private static final int HUES = 8;
    private static final int OWN_HUE = 4;
    private static final char ESCAPE_PICTURE = '\u241B';
    /** How much higher a line above a row is than its word. */
    private static final int RULE_SPACE = 10;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final FontRenderContext display;
    private final Font plain;
    private final Font bold;
    private final Font small;
    private final int width;
    private final float ascent;
    private final int lineHeight;
    private final int smallLineHeight;
    private final float smallAscent;
    private final boolean hasPictures;

    RowFormat(Font font, FontRenderContext display, int width) {
        this.display = display;
        this.width = width;
        plain = font;
        hasPictures = font.canDisplay(ESCAPE_PICTURE);
        bold = font.deriveFont(Font.BOLD);
        small = font.deriveFont(font.getSize2D() - 1);
        LineMetrics metrics = plain.getLineMetrics("Ag", display);
        ascent = metrics.getAscent();
        lineHeight = (int) Math.ceil(metrics.getHeight()) + 1;
        LineMetrics smallMetrics = small.getLineMetrics("Ag", display);
        smallAscent = smallMetrics.getAscent();
        smallLineHeight = (int) Math.ceil(smallMetrics.getHeight()) + 1;
    }

    int width() {
        return width;
    }

    int lineHeight() {
        return lineHeight;
    }

    /** About how high a row will be, from its {@link RowSize}; costs next to nothing. */
    int estimate(TranscriptRow row, RowSize size) {
        boolean note = isNote(row);
        int halfEm = Math.max(1, (int) (plain.getSize2D() * 0.53f));
        int textWidth = textWidth() - (note ? 60 : 0);
        int lines = Math.min(SHOWN_LINES, size.lines() + (int) ((long) size.halfEms() * halfEm / textWidth));
        return MARGIN_TOP
                + (note ? 0 : lineHeight)
                + lines * lineHeight
                + (row.state().isEmpty() ? 0 : smallLineHeight)
                + MARGIN_BOTTOM;
    }

    RowLayout layout(TranscriptRow row, RowContext context) {
        List<Piece> pieces = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        context.day().ifPresent(day -> rules.add(rule(DayWords.of(day), Tone.DIM, rules.size())));
        if (context.unread()) {
            rules.add(rule(Words.of("transcript.unread"), Tone.UNREAD, rules.size()));
        }
        int top = rules.size() * ruleHeight();
        float y = top + (context.continued() ? 0 : MARGIN_TOP);
        TextLayout time = text(TIME.format(row.time().atZone(ZoneId.systemDefault())), small);
        int timeWidth = (int) Math.ceil(time.getAdvance());
        int timeX = width - MARGIN_RIGHT - timeWidth;
        boolean timeFits = timeX > TEXT_X + SMALLEST_TEXT_WIDTH;
        if (timeFits) {
            pieces.add(new Piece(time, timeX, y + ascent, Tone.DIM));
        }
        boolean note = isNote(row);
        Tone tone = row.kind() == TranscriptRow.Kind.ERROR ? Tone.ERROR : note ? Tone.DIM : Tone.TEXT;
        int beside = timeFits ? timeWidth + GAP : 0;
        boolean headed = !note && !context.continued();
        if (headed) {
            header(row, pieces, y + ascent, textWidth() - beside);
            y += lineHeight;
        }
        y = body(row, pieces, y, headed ? textWidth() : textWidth() - beside, tone);
        if (!row.state().isEmpty()) {
            y = paragraph(drawable(VisibleText.line(row.state())), small, pieces, y, textWidth(), Tone.DIM);
        }
        List<Piece> mark = context.continued() ? List.of() : mark(row, top);
        int height = (int) Math.ceil(y) + MARGIN_BOTTOM;
        return new RowLayout(row.kind(), rules, top, pieces, !context.continued(), mark, hue(row), height);
    }

    private int ruleHeight() {
        return smallLineHeight + RULE_SPACE;
    }

    /** A line over the whole width, the word in its middle. */
    private Rule rule(String word, Tone tone, int before) {
        TextLayout label = fitted(word, small, textWidth());
        float x = (width - label.getAdvance()) / 2;
        float baseline = before * ruleHeight() + RULE_SPACE / 2f + smallAscent;
        return new Rule(new Piece(label, x, baseline, tone), tone);
    }

    /** The time of a row, and the day where that is not today. */
    static String timeOf(TranscriptRow row) {
        ZonedDateTime time = row.time().atZone(ZoneId.systemDefault());
        String clock = TIME.format(time);
        return time.toLocalDate().equals(LocalDate.now()) ? clock : DayWords.brief(time.toLocalDate()) + " " + clock;
    }

    /** A row that nobody said: one line of text and no header. */
    private static boolean isNote(TranscriptRow row) {
        return row.sender().isEmpty();
    }

    private int textWidth() {
        return Math.max(SMALLEST_TEXT_WIDTH, width - TEXT_X - MARGIN_RIGHT);
    }

    private void header(TranscriptRow row, List<Piece> pieces, float baseline, int space) {
        Tone tone = row.kind() == TranscriptRow.Kind.ERROR ? Tone.ERROR : Tone.SENDER;
        TextLayout sender = fitted(VisibleText.line(row.sender()), bold, space);
        pieces.add(new Piece(sender, TEXT_X, baseline, tone));
        float used = sender.getAdvance() + GAP;
        if (!row.detail().isEmpty() && space - used > SMALLEST_TEXT_WIDTH) {
            TextLayout detail = fitted(VisibleText.line(row.detail()), small, space - used);
            pieces.add(new Piece(detail, TEXT_X + used, baseline, Tone.DIM));
        }
    }

    private float body(TranscriptRow row, List<Piece> pieces, float top, int space, Tone tone) {
        int shown = shownCharacters(row.text());
        float y = top;
        int before = pieces.size();
        int restOfLines = 0;
        String text = drawable(VisibleText.of(row.text().substring(0, shown)));
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (pieces.size() - before >= SHOWN_LINES) {
                restOfLines = text.length() - start;
                break;
            }
            y = paragraph(withoutTabs(text.substring(start, end)), plain, pieces, y, space, tone);
            start = end + 1;
        }
        int hidden = row.text().length() - shown + restOfLines;
        if (hidden > 0) {
            String more = Words.of("transcript.more", hidden);
            y = paragraph(more, small, pieces, y, space, Tone.DIM);
        }
        return y;
    }

    /** Where the text is cut: never between the halves of a surrogate pair. */
    private static int shownCharacters(String text) {
        if (text.length() <= SHOWN_CHARACTERS) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(SHOWN_CHARACTERS - 1)) ? SHOWN_CHARACTERS - 1 : SHOWN_CHARACTERS;
    }

    private float paragraph(String text, Font font, List<Piece> pieces, float top, int space, Tone tone) {
        if (text.isBlank()) {
            return top + (font == small ? smallLineHeight : lineHeight);
        }
        float y = top;
        for (int start = 0; start < text.length(); ) {
            int end = pieceEnd(text, start);
            y = lines(text.substring(start, end), font, pieces, y, space, tone);
            start = end;
        }
        return y;
    }

    private static int pieceEnd(String text, int start) {
        if (text.length() - start <= MIXED_CHARACTERS || !Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text.length();
        }
        int end = start + MIXED_CHARACTERS;
        int blank = text.lastIndexOf(' ', end - 1);
        if (blank > start) {
            return blank + 1;
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private float lines(String text, Font font, List<Piece> pieces, float top, int space, Tone tone) {
        int step = font == small ? smallLineHeight : lineHeight;
        float lineAscent = font == small ? smallAscent : ascent;
        float y = top;
        AttributedString attributed = new AttributedString(text, Map.of(TextAttribute.FONT, font));
        List<Links.Link> links = tone == Tone.TEXT ? Links.in(text) : List.of();
        links.forEach(link ->
                attributed.addAttribute(TextAttribute.UNDERLINE, TextAttribute.UNDERLINE_ON, link.start(), link.end()));
        LineBreakMeasurer lines = new LineBreakMeasurer(attributed.getIterator(), display);
        while (lines.getPosition() < text.length()) {
            int start = lines.getPosition();
            TextLayout line = lines.nextLayout(space);
            List<Links.Link> inLine = within(links, start, lines.getPosition());
            float x = line.isLeftToRight() ? TEXT_X : TEXT_X + space - line.getVisibleAdvance();
            // Scripts with higher letters than the font's own, and fallback fonts, push the line down.
            float extra = Math.max(0, line.getAscent() - lineAscent);
            pieces.add(new Piece(line, x, y + extra + lineAscent, tone, inLine));
            y += Math.max(step, (float) Math.ceil(extra + lineAscent + line.getDescent()) + 1);
        }
        return y;
    }

    /** The links, or their parts, that are on one line of a text. */
    private static List<Links.Link> within(List<Links.Link> links, int start, int end) {
        return links.stream()
                .filter(link -> link.start() < end && link.end() > start)
                .map(link -> new Links.Link(
                        Math.max(0, link.start() - start), Math.min(end, link.end()) - start, link.address()))
                .toList();
    }

    private TextLayout text(String text, Font font) {
        return new TextLayout(text.isEmpty() ? " " : text, font, display);
    }

    private TextLayout fitted(String text, Font font, float space) {
        String bounded = drawable(text.length() > 200 ? text.substring(0, 200) : text);
        TextLayout whole = text(bounded, font);
        if (whole.getAdvance() <= space) {
            return whole;
        }
        AttributedString attributed = new AttributedString(bounded, Map.of(TextAttribute.FONT, font));
        TextMeasurer measurer = new TextMeasurer(attributed.getIterator(), display);
        float ellipsis = text("…", font).getAdvance();
        int cut = measurer.getLineBreakIndex(0, Math.max(1, space - ellipsis));
        return text(bounded.substring(0, cut) + "…", font);
    }

    private List<Piece> mark(TranscriptRow row, int top) {
        String name = VisibleText.line(row.sender()).strip();
        if (name.isEmpty()) {
            return List.of();
        }
        String letter = new String(Character.toChars(Character.toUpperCase(name.codePointAt(0))));
        TextLayout layout = text(letter, bold);
        float x = MARK_X + (MARK_SIZE - layout.getAdvance()) / 2;
        float baseline = top + MARGIN_TOP + (MARK_SIZE + layout.getAscent() - layout.getDescent()) / 2;
        return List.of(new Piece(layout, x, baseline, Tone.MARK));
    }

    /** One's own colour is nobody else's. */
    private static int hue(TranscriptRow row) {
        if (row.kind() == TranscriptRow.Kind.OWN) {
            return OWN_HUE;
        }
        int hash = row.sender().hashCode() * 0x9E3779B9;
        return (OWN_HUE + 1 + (hash >>> 16) % (HUES - 1)) % HUES;
    }

    /** Many fonts lack the pictures of control characters; the replacement character they all have. */
    private String drawable(String text) {
        if (hasPictures) {
            return text;
        }
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\u2400' && c <= '\u2426') {
                out = out == null ? new StringBuilder(text) : out;
                out.setCharAt(i, '\uFFFD');
            }
        }
        return out == null ? text : out.toString();
    }

    private static String withoutTabs(String line) {
        return line.indexOf('\t') < 0 ? line : line.replace("\t", "    ");
    }
}
