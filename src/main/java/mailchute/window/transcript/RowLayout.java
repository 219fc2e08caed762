package mailchute.window.transcript;

import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.util.List;

/**
 * One row of a transcript broken into lines for one width.
 *
 * @param pieces what is drawn, each where it belongs
 * @param mark   the letter in the sender's circle; empty for a row without one
 * @param hue    which of the senders' colours it has
 * @param height how high the row is
 */
record RowLayout(TranscriptRow.Kind kind, List<Piece> pieces, List<Piece> mark, int hue, int height) {

    /** What a piece of text means; the colours of the day decide how that looks. */
    enum Tone {
        TEXT,
        DIM,
        SENDER,
        ERROR,
        MARK
    }

    /** A line of text, or a part of one, with the left end of its baseline. */
    record Piece(TextLayout text, float x, float baseline, Tone tone) {

        void draw(Graphics2D g) {
            text.draw(g, x, baseline);
        }
    }
}
