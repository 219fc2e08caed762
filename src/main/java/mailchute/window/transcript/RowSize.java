package mailchute.window.transcript;

/**
 * What is known of a row's size without laying it out.
 *
 * @param lines    how many lines it starts, newlines alone
 * @param halfEms  how wide its text is altogether, in halves of the font's size: a Latin letter counts one, a Korean
 *                 two
 */
record RowSize(int lines, int halfEms) {

    static RowSize of(TranscriptRow row) {
        String text = row.text();
        int end = Math.min(text.length(), RowFormat.SHOWN_CHARACTERS);
        int lines = 1;
        int halfEms = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines++;
            } else {
                halfEms += c < '\u1100' ? 1 : 2;
            }
        }
        return new RowSize(lines + (end < text.length() ? 1 : 0), halfEms);
    }
}
