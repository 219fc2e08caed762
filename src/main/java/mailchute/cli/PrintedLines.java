package mailchute.cli;

/** Text that is printed line by line as it comes, harmless to a terminal. */
final class PrintedLines implements Appendable {

    private final Console console;
    private final StringBuilder line = new StringBuilder();

    PrintedLines(Console console) {
        this.console = console;
    }

    @Override
    public Appendable append(CharSequence text) {
        return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            append(text.charAt(i));
        }
        return this;
    }

    @Override
    public Appendable append(char c) {
        if (c == '\n') {
            console.print(line.toString());
            line.setLength(0);
        } else {
            line.append(c);
        }
        return this;
    }
}
