package mailchute.room.share;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first message to a client that asked for it: how many bytes follow, or why none do.
 *
 * @param size the file's size in bytes; empty for a refusal
 * @param why why there is no file; empty where there is one
 */
record FileAnswer(OptionalLong size, String why) {

    private static final Pattern WORDS = Pattern.compile("mailchute 1 (?:size (\\d{1,18})|refused (.*))");

    static FileAnswer size(long size) {
        return new FileAnswer(OptionalLong.of(size), "");
    }

    static FileAnswer refused(String why) {
        return new FileAnswer(OptionalLong.empty(), why);
    }

    byte[] write() {
        String words = size.isPresent() ? "size " + size.getAsLong() : "refused " + why;
        return ("mailchute 1 " + words).getBytes(US_ASCII);
    }

    /** Empty where the message is something else: the file itself, of a server that does not know of this. */
    static Optional<FileAnswer> read(byte[] message) {
        Matcher words = WORDS.matcher(new String(message, StandardCharsets.ISO_8859_1));
        if (!words.matches()) {
            return Optional.empty();
        }
        return Optional.of(words.group(1) == null ? refused(words.group(2)) : size(Long.parseLong(words.group(1))));
    }
}
