package mailchute.history;

import mailchute.wire.Composed;

/** Text as it is indexed and looked up: in composed form (NFC), any run of blanks and newlines as one blank. */
final class Searchable {

    private Searchable() {}

    static String of(String text) {
        String composed = Composed.of(text);
        StringBuilder out = null;
        boolean afterBlank = false;
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            boolean blank = isBlank(c);
            if (out == null && (blank && (c != ' ' || afterBlank))) {
                out = new StringBuilder(composed.length()).append(composed, 0, i);
            }
            if (out != null && !(blank && afterBlank)) {
                out.append(blank ? ' ' : c);
            }
            afterBlank = blank;
        }
        return out == null ? composed : out.toString();
    }

    static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
