package mailchute.window.transcript;

import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Point2D;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One row of a transcript broken into lines for one width.
 *
 * @param rules  the lines above what was said
 * @param top    where what was said begins, below the rules
 * @param pieces what is drawn, each where it belongs
 * @param marked whether it has a mark at its left: a sender's circle, or the dot of a note
 * @param mark   the letter in the sender's circle; empty for a note
 * @param hue    which of the senders' colours it has
 * @param height how high the row is
 */
record RowLayout(
        TranscriptRow.Kind kind,
        List<Rule> rules,
        int top,
        List<Piece> pieces,
        boolean marked,
        List<Piece> mark,
        int hue,
        int height) {

    /** What a piece of text means; the colours of the day decide how that looks. */
    enum Tone {
        TEXT,
        DIM,
        SENDER,
        ERROR,
        MARK,
        /** Where the new messages begin. */
        UNREAD
    }

    /**
     * A line of text, or a part of one, with the left end of its baseline.
     *
     * @param links the web addresses in it, by the places of their characters in this line
     */
    record Piece(TextLayout text, float x, float baseline, Tone tone, List<Links.Link> links) {

        Piece(TextLayout text, float x, float baseline, Tone tone) {
            this(text, x, baseline, tone, List.of());
        }

        void draw(Graphics2D g) {
            text.draw(g, x, baseline);
        }

        /** Draws the addresses alone, over what {@link #draw} has drawn, such as in their own colour. */
        void drawLinks(Graphics2D g) {
            for (Links.Link link : links) {
                Graphics2D own = (Graphics2D) g.create();
                own.translate(x, baseline);
                own.clip(text.getLogicalHighlightShape(link.start(), link.end()));
                text.draw(own, 0, 0);
                own.dispose();
            }
        }

        /** The address at a point of the row. */
        Optional<URI> linkAt(Point2D point) {
            double px = point.getX() - x;
            double py = point.getY() - baseline;
            return links.stream()
                    .filter(link -> text.getLogicalHighlightShape(link.start(), link.end())
                            .contains(px, py))
                    .map(Links.Link::address)
                    .findFirst();
        }
    }

    /** A line over the whole width with a word on it: the day, or where the new messages begin. */
    record Rule(Piece label, Tone tone) {}

    /** The address at a point of the row. */
    Optional<URI> linkAt(Point2D point) {
        return pieces.stream().flatMap(piece -> piece.linkAt(point).stream()).findFirst();
    }

    /** Every address in the row, in its order. */
    List<URI> links() {
        return pieces.stream()
                .flatMap(piece -> piece.links().stream())
                .map(Links.Link::address)
                .distinct()
                .toList();
    }
}
