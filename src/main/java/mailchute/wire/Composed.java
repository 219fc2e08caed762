package mailchute.wire;

import java.text.Normalizer;

/** Text in composed form (NFC): a letter and its accents are one character where Unicode has one. */
public final class Composed {

    /** Each character below it is composed, beside any other: Unicode's tables, which take a while to load, are for the rest. */
    private static final char FIRST_THAT_COMPOSES = '\u0300';

    private Composed() {}

    /** The text in composed form. */
    public static String of(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_THAT_COMPOSES) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text.toString();
    }
}
