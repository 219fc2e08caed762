package mailchute.window.part;

import java.awt.event.InputMethodEvent;
import java.awt.event.InputMethodListener;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.text.AttributedCharacterIterator;

/**
 * Whether an input method is composing text, as it does for Korean, Japanese or Chinese. The Enter that ends a
 * composition belongs to the input method even when the system passes it on to the program as well, before or after the
 * composed text.
 */
final class Composition extends KeyAdapter implements InputMethodListener {

    /** An Enter so soon after the end of a composition, with no key between, is what ended it. */
    private static final long SAME_KEY_MILLIS = 40;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private boolean composing;
    private long ended = NEVER;

    /** Whether there is composed text that has not been committed. */
    boolean isComposing() {
        return composing;
    }

    /** Whether a key pressed at that time belongs to the input method. */
    boolean owns(long when) {
        return composing || when - ended <= SAME_KEY_MILLIS;
    }

    @Override
    public void inputMethodTextChanged(InputMethodEvent event) {
        boolean was = composing;
        AttributedCharacterIterator text = event.getText();
        int length = text == null ? 0 : text.getEndIndex() - text.getBeginIndex();
        composing = length > event.getCommittedCharacterCount();
        if (was && !composing) {
            ended = event.getWhen();
        }
    }

    @Override
    public void caretPositionChanged(InputMethodEvent event) {}

    @Override
    public void keyPressed(KeyEvent event) {
        if (event.getKeyCode() != KeyEvent.VK_ENTER) {
            ended = NEVER;
        }
    }

    @Override
    public void keyReleased(KeyEvent event) {
        if (event.getKeyCode() == KeyEvent.VK_ENTER) {
            ended = NEVER;
        }
    }
}
