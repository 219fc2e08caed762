package mailchute.wire;

/**
 * Nicknames and rooms: 1 to {@value Limits#NAME} letters, digits, {@code -} and {@code _} of any script that are seen; lines; and the plain
 * names of other programs' mailslots and pipes.
 */
public final class Names {

    /** The room that everyone is in who names none. */
    public static final String DEFAULT_ROOM = "lobby";

    private Names() {}

    /**
     * The nickname in composed form (NFC).
     *
     * @throws BadNameException outside the limits
     */
    public static String nickname(String text) {
        return name("nickname", text);
    }

    /**
     * The room in composed form (NFC).
     *
     * @throws BadNameException outside the limits
     */
    public static String room(String text) {
        return name("room", text);
    }

    /**
     * The name of a mailslot or a pipe of any program, as it is; blanks count.
     *
     * @throws BadNameException where it is empty or would name something in another folder
     */
    public static String plain(String text) {
        boolean leaves = text.equals(".") || text.equals("..") || text.chars().anyMatch(c -> c == '/' || c == '\\');
        if (text.isEmpty() || leaves || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadNameException("a plain name is not empty and has no slash, backslash or control character: "
                    + VisibleText.line(text));
        }
        return text;
    }

    /**
     * The name of a line that can be said again, in composed form (NFC): 1 to {@value Limits#LINE} characters, none of which
     * acts unseen.
     *
     * @throws BadNameException outside the limits
     */
    public static String line(String text) {
        String composed = Composed.of(text);
        requireLength("the name of a line", Limits.LINE, composed);
        if (!VisibleText.line(composed).equals(composed)) {
            throw new BadNameException("the name of a line has no control characters: " + VisibleText.line(composed));
        }
        return composed;
    }

    /** The nearest nickname to an account's name: what does not fit is left out. */
    public static String nicknameFor(String account) {
        int domain = account.lastIndexOf('\\');
        StringBuilder fitting = new StringBuilder();
        Composed.of(account.substring(domain + 1))
                .codePoints()
                .filter(Names::allowed)
                .forEach(fitting::appendCodePoint);
        // What has come together now may have another composed form.
        String composed = Composed.of(fitting);
        int length = composed.codePointCount(0, composed.length());
        String name = composed.substring(0, composed.offsetByCodePoints(0, Math.min(length, Limits.NAME)));
        return name.isEmpty() ? "someone" : name;
    }

    /** A nickname with an ending, cut in front so that both fit. */
    public static String withEnding(String nickname, String ending) {
        int room = Limits.NAME - ending.codePointCount(0, ending.length());
        int length = nickname.codePointCount(0, nickname.length());
        int keep = nickname.offsetByCodePoints(0, Math.min(length, room));
        return nickname(nickname.substring(0, keep) + ending);
    }

    private static String name(String what, String text) {
        String composed = Composed.of(text);
        requireLength("a " + what, Limits.NAME, composed);
        for (int c : composed.codePoints().toArray()) {
            if (!allowed(c)) {
                throw new BadNameException("a " + what + " is made of letters, digits, - and _, not of "
                        + VisibleText.line(Character.toString(c)) + String.format(" (U+%04X)", c));
            }
        }
        return composed;
    }

    private static void requireLength(String what, int most, String text) {
        int length = text.codePointCount(0, text.length());
        if (length == 0) {
            throw new BadNameException(what + " has 1 to " + most + " characters, this one is empty");
        }
        if (length > most) {
            throw new BadNameException(what + " has at most " + most + " characters, this one has " + length);
        }
    }

    private static boolean allowed(int c) {
        return !Invisible.is(c) && isOfAWord(c);
    }

    private static boolean isOfAWord(int c) {
        return Character.isLetterOrDigit(c)
                || c == '-'
                || c == '_'
                // Vowel signs and the like are part of words in many scripts, once NFC has composed what it can.
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
