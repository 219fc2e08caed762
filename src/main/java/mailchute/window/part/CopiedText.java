package mailchute.window.part;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.Optional;

/** Text for the clipboard. */
public final class CopiedText {

    private CopiedText() {}

    /** Copies a text; says in a line why that did not work, or nothing. */
    public static Optional<String> copy(String text) {
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
            return Optional.empty();
        } catch (IllegalStateException e) {
            // Windows lets one program at a time at the clipboard.
            return Optional.of(Words.of("copy.not-copied"));
        }
    }
}
