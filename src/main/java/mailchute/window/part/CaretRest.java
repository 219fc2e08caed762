package mailchute.window.part;

import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import javax.swing.Timer;
import javax.swing.text.Caret;
import javax.swing.text.JTextComponent;

/**
 * Lets the caret of a text stand still when nobody has typed for a while, and blink again with the next key: as Windows and GTK
 * do, because a caret that blinks all day keeps the processor from resting.
 */
final class CaretRest {

    /** As long as in GTK; in Windows it is half of that. */
    private static final int AFTER_MILLIS = 10_000;

    private final JTextComponent text;
    private final Timer timer;
    private int rate;

    private CaretRest(JTextComponent text, int afterMillis) {
        this.text = text;
        timer = new Timer(afterMillis, event -> rest());
        timer.setRepeats(false);
    }

    static void install(JTextComponent text) {
        install(text, AFTER_MILLIS);
    }

    /** @param afterMillis how long it blinks after the last key */
    static void install(JTextComponent text, int afterMillis) {
        CaretRest rest = new CaretRest(text, afterMillis);
        text.addCaretListener(event -> rest.blink());
        // Another look and feel brings a caret of its own.
        text.addPropertyChangeListener("caret", event -> rest.blink());
        text.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                rest.blink();
            }

            @Override
            public void focusLost(FocusEvent event) {
                rest.timer.stop();
            }
        });
    }

    private void blink() {
        if (!text.isFocusOwner()) {
            return;
        }
        Caret caret = text.getCaret();
        if (caret.getBlinkRate() == 0 && rate > 0) {
            caret.setBlinkRate(rate);
            caret.setVisible(true);
        }
        timer.restart();
    }

    private void rest() {
        Caret caret = text.getCaret();
        if (caret.getBlinkRate() > 0) {
            rate = caret.getBlinkRate();
            caret.setBlinkRate(0);
            // It may have been at the dark half of a blink.
            caret.setVisible(true);
        }
    }
}
