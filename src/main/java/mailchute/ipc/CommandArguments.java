package mailchute.ipc;

import java.util.List;

/**
 * The arguments of this process with every character. Java reads its command line in the code page on Windows and in the
 * locale's encoding on Linux, and loses what lies beyond.
 */
public final class CommandArguments {

    private CommandArguments() {}

    /**
     * What Java was given, as the system has it ({@code GetCommandLine} and {@code CommandLineToArgvW};
     * {@code /proc/self/cmdline} in UTF-8).
     *
     * @param fromJava the arguments of {@code main}
     * @return the same where nothing can be lost, and where the system's last words are not these
     */
    public static List<String> of(List<String> fromJava) throws IpcException {
        if (fromJava.stream().allMatch(CommandArguments::isCertain)) {
            return fromJava;
        }
        List<String> all = IpcSystem.local().commandLine();
        int first = all.size() - fromJava.size();
        if (first < 0) {
            return fromJava;
        }
        List<String> last = all.subList(first, all.size());
        List<String> known = last.stream().map(CommandArguments::certain).toList();
        return known.equals(fromJava.stream().map(CommandArguments::certain).toList()) ? last : fromJava;
    }

    private static boolean isCertain(String argument) {
        return certain(argument).length() == argument.length();
    }

    /** What no encoding loses; an unknown character becomes a question mark. */
    private static String certain(String argument) {
        StringBuilder certain = new StringBuilder();
        for (char c : argument.toCharArray()) {
            if (c < 0x7F && c != '?') {
                certain.append(c);
            }
        }
        return certain.toString();
    }
}
