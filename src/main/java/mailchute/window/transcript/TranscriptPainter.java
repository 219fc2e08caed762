package mailchute.window.transcript;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.OptionalLong;
import mailchute.window.transcript.RowLayout.Piece;
import mailchute.window.transcript.RowLayout.Tone;

/** Paints the rows of a transcript. */
final class TranscriptPainter {

    /** Between a word in a line and the line. */
    private static final int RULE_GAP = 10;

    private final TranscriptRows rows;
    private final RowSelection selection;

    TranscriptPainter(TranscriptRows rows, RowSelection selection) {
        this.rows = rows;
        this.selection = selection;
    }

    /** Paints every row that touches the stretch from {@code top} to {@code bottom}. */
    void paint(Graphics2D g, TranscriptColors colors, int width, int top, int bottom, boolean focused) {
        OptionalLong at = rows.rowAt(Math.max(0, top));
        if (at.isEmpty()) {
            return;
        }
        long row = at.getAsLong();
        long y = rows.top(row);
        for (; row < rows.ring().end() && y < bottom; row++) {
            if (!rows.isShown(row)) {
                continue;
            }
            RowLayout layout = rows.layout(row);
            // Drawn near its own origin, so that floating point has no say far down a long transcript.
            Graphics2D own = (Graphics2D) g.create(0, (int) y, width, layout.height());
            try {
                paintRow(own, colors, layout, width, selection.contains(row), focused);
                if (focused && selection.lead().equals(OptionalLong.of(row))) {
                    boolean selected = selection.contains(row);
                    own.setColor(selected ? dimmed(colors.selectionForeground(), Tone.DIM) : colors.focus());
                    own.drawRect(1, layout.top() + 1, width - 3, layout.height() - layout.top() - 3);
                }
            } finally {
                own.dispose();
            }
            y += layout.height();
        }
    }

    /** Paints what is said while there is no row, in the middle. */
    void paintHint(Graphics2D g, TranscriptColors colors, String hint, int width, int height) {
        g.setColor(colors.dim());
        int x = Math.max(RowFormat.MARK_X, (width - g.getFontMetrics().stringWidth(hint)) / 2);
        g.drawString(hint, x, height / 2);
    }

    private static void paintRow(
            Graphics2D g, TranscriptColors colors, RowLayout layout, int width, boolean selected, boolean focused) {
        layout.rules().forEach(rule -> paintRule(g, colors, rule, width));
        Color foreground = null;
        int said = layout.height() - layout.top();
        if (selected) {
            g.setColor(focused ? colors.selectionBackground() : colors.inactiveSelectionBackground());
            g.fillRect(0, layout.top(), width, said);
            foreground = focused ? colors.selectionForeground() : colors.inactiveSelectionForeground();
        } else if (layout.kind() == TranscriptRow.Kind.OWN) {
            g.setColor(colors.ownBackground());
            g.fillRect(0, layout.top(), width, said);
        }
        paintMark(g, colors, layout);
        for (Piece piece : layout.pieces()) {
            g.setColor(selected ? dimmed(foreground, piece.tone()) : color(colors, layout, piece.tone()));
            piece.draw(g);
            if (!selected && !piece.links().isEmpty()) {
                g.setColor(colors.link());
                piece.drawLinks(g);
            }
        }
    }

    private static void paintRule(Graphics2D g, TranscriptColors colors, RowLayout.Rule rule, int width) {
        Color color = rule.tone() == Tone.UNREAD ? colors.unread() : colors.rule();
        Piece label = rule.label();
        int y = Math.round(label.baseline() - label.text().getAscent() / 3);
        int left = Math.round(label.x()) - RULE_GAP;
        int right = Math.round(label.x() + label.text().getAdvance()) + RULE_GAP;
        g.setColor(color);
        g.drawLine(RowFormat.MARK_X, y, left, y);
        g.drawLine(right, y, width - RowFormat.MARK_X, y);
        g.setColor(rule.tone() == Tone.UNREAD ? colors.unread() : colors.dim());
        label.draw(g);
    }

    private static void paintMark(Graphics2D g, TranscriptColors colors, RowLayout layout) {
        if (!layout.marked()) {
            return;
        }
        Color accent = layout.kind() == TranscriptRow.Kind.ERROR ? colors.error() : colors.marks()[layout.hue()];
        g.setColor(accent);
        if (layout.mark().isEmpty()) {
            paintDot(g, layout.kind() == TranscriptRow.Kind.ERROR ? colors.error() : colors.dim(), layout.top());
            return;
        }
        Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.fillOval(RowFormat.MARK_X, layout.top() + RowFormat.MARGIN_TOP + 1, RowFormat.MARK_SIZE, RowFormat.MARK_SIZE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
        g.setColor(colors.markForeground());
        for (Piece piece : layout.mark()) {
            piece.draw(g);
        }
    }

    private static void paintDot(Graphics2D g, Color color, int top) {
        Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(color);
        int size = 6;
        int x = RowFormat.MARK_X + (RowFormat.MARK_SIZE - size) / 2;
        g.fillOval(x, top + RowFormat.MARGIN_TOP + 6, size, size);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
    }

    private static Color color(TranscriptColors colors, RowLayout layout, Tone tone) {
        return switch (tone) {
            case TEXT -> colors.foreground();
            case DIM -> colors.dim();
            case ERROR -> colors.error();
            case SENDER -> colors.senders()[layout.hue()];
            case MARK -> colors.markForeground();
            case UNREAD -> colors.unread();
        };
    }

    private static Color dimmed(Color foreground, Tone tone) {
        return tone == Tone.DIM
                ? new Color(foreground.getRed(), foreground.getGreen(), foreground.getBlue(), 200)
                : foreground;
    }
}
