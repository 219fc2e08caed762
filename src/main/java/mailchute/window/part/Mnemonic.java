package mailchute.window.part;

import java.awt.event.KeyEvent;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.JLabel;

/**
 * A text with its mnemonic.
 *
 * @param text what is shown
 * @param index where in it the mnemonic is; -1 where there is none
 */
record Mnemonic(String text, int index) {

    /** Reads a text with {@code &} before the mnemonic. */
    static Mnemonic of(String marked) {
        return new Mnemonic(marked.replace("&", ""), marked.indexOf('&'));
    }

    /** The text as it is where no letter leads to it: without a letter in brackets, as in Korean {@code 닫기(C)}. */
    String plain() {
        boolean bracketed = index > 0
                && text.charAt(index - 1) == '('
                && index + 1 < text.length()
                && text.charAt(index + 1) == ')';
        return bracketed ? text.substring(0, index - 1) + text.substring(index + 2) : text;
    }

    private int key() {
        return index < 0 ? 0 : KeyEvent.getExtendedKeyCodeForChar(text.charAt(index));
    }

    void applyTo(Action action) {
        action.putValue(Action.NAME, text);
        if (index >= 0) {
            action.putValue(Action.MNEMONIC_KEY, key());
            action.putValue(Action.DISPLAYED_MNEMONIC_INDEX_KEY, index);
        }
    }

    void applyTo(AbstractButton button) {
        button.setText(text);
        button.setMnemonic(key());
        button.setDisplayedMnemonicIndex(index);
    }

    void applyTo(JLabel label) {
        label.setText(text);
        label.setDisplayedMnemonic(key());
        label.setDisplayedMnemonicIndex(index);
    }
}
