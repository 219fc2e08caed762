package mailchute.ipc.win32;

import java.util.List;

/** A Windows command line: one string, which the child takes apart again by the rules of {@code CommandLineToArgvW}. */
final class CommandLine {

    /** {@code CreateProcess} takes no more, the final NUL included. */
    static final int MAX_LENGTH = 32_767;

    private CommandLine() {}

    static String of(String program, List<String> arguments) {
        StringBuilder line = new StringBuilder();
        // The first word is taken apart by a simpler rule: up to the next quote. A path holds none.
        line.append('"').append(program).append('"');
        for (String argument : arguments) {
            line.append(' ');
            append(line, argument);
        }
        return line.toString();
    }

    /** Backslashes count only before a quote: each is doubled there, and one more comes before a quote that is meant. */
    private static void append(StringBuilder line, String argument) {
        if (!argument.isEmpty() && argument.chars().noneMatch(CommandLine::needsQuotes)) {
            line.append(argument);
            return;
        }
        line.append('"');
        int backslashes = 0;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            line.append("\\".repeat(c == '"' ? backslashes * 2 + 1 : backslashes))
                    .append(c);
            backslashes = 0;
        }
        line.append("\\".repeat(backslashes * 2)).append('"');
    }

    private static boolean needsQuotes(int c) {
        return c <= ' ' || c == '"' || c == '\u00a0' || c == '*' || c == '?';
    }
}
