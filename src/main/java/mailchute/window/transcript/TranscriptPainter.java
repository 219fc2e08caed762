package mailchute.window.transcript;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.OptionalLong;
import mailchute.window.transcript.RowLayout.Piece;
import mailchute.window.transcript.RowLayout.Tone;

/** Paints the rows of a transcript. */
final class TranscriptPainter {

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
            RowLayout layout = rows.layout(row);
            // Drawn near its own origin, so that floating point has no say far down a long transcript.
            Graphics2D own = (Graphics2D) g.create(0, (int) y, width, layout.height());
            try {
                paintRow(own, colors, layout, width, selection.contains(row), focused);
                if (focused && selection.lead().equals(OptionalLong.of(row))) {
                    boolean selected = selection.contains(row);
                    own.setColor(selected ? dimmed(colors.selectionForeground(), Tone.DIM) : colors.focus());
                    own.drawRect(1, 1, width - 3, layout.height() - 3);
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
        Color foreground = null;
        if (selected) {
            g.setColor(focused ? colors.selectionBackground() : colors.inactiveSelectionBackground());
            g.fillRect(0, 0, width, layout.height());
            foreground = focused ? colors.selectionForeground() : colors.inactiveSelectionForeground();
        } else if (layout.kind() == TranscriptRow.Kind.OWN) {
            g.setColor(colors.ownBackground());
            g.fillRect(0, 0, width, layout.height());
        }
        paintMark(g, colors, layout);
        for (Piece piece : layout.pieces()) {
            g.setColor(selected ? dimmed(foreground, piece.tone()) : color(colors, layout, piece.tone()));
            piece.draw(g);
        }
    }

    private static void paintMark(Graphics2D g, TranscriptColors colors, RowLayout layout) {
        Color accent = layout.kind() == TranscriptRow.Kind.ERROR ? colors.error() : colors.marks()[layout.hue()];
        g.setColor(accent);
        if (layout.mark().isEmpty()) {
            paintDot(g, layout.kind() == TranscriptRow.Kind.ERROR ? colors.error() : colors.dim());
            return;
        }
        Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.fillOval(RowFormat.MARK_X, RowFormat.MARGIN_TOP + 1, RowFormat.MARK_SIZE, RowFormat.MARK_SIZE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
        g.setColor(colors.markForeground());
        for (Piece piece : layout.mark()) {
            piece.draw(g);
        }
    }

    private static void paintDot(Graphics2D g, Color color) {
        Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(color);
        int size = 6;
        int x = RowFormat.MARK_X + (RowFormat.MARK_SIZE - size) / 2;
        g.fillOval(x, RowFormat.MARGIN_TOP + 6, size, size);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
    }

    private static Color color(TranscriptColors colors, RowLayout layout, Tone tone) {
        return switch (tone) {
            case TEXT -> colors.foreground();
            case DIM -> colors.dim();
            case ERROR -> colors.error();
            case SENDER -> colors.senders()[layout.hue()];
            case MARK -> colors.markForeground();
        };
    }

    private static Color dimmed(Color foreground, Tone tone) {
        return tone == Tone.DIM
                ? new Color(foreground.getRed(), foreground.getGreen(), foreground.getBlue(), 200)
                : foreground;
    }
}
