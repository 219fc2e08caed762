package mailchute.window.transcript;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The web addresses in a line of text: http and https alone, never a file or anything that runs. */
final class Links {

    private static final int LONGEST = 2_000;
    private static final String NOT_AT_THE_END = ".,;:!?'\"…";

    /**
     * A web address in a text.
     *
     * @param start where it begins
     * @param end behind its last character
     */
    record Link(int start, int end, URI address) {}

    private Links() {}

    /** The addresses in one line of text, in their order. */
    static List<Link> in(String text) {
        if (text.indexOf("://") < 0) {
            return List.of();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        // Some letters change their number with their case; then places in the two would not match.
        String searched = lower.length() == text.length() ? lower : text;
        List<Link> links = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int start = searched.indexOf("http", from);
            if (start < 0) {
                break;
            }
            Optional<Link> link = at(text, searched, start);
            link.ifPresent(links::add);
            from = link.map(Link::end).orElse(start + 4);
        }
        return links;
    }

    private static Optional<Link> at(String text, String searched, int start) {
        boolean inAWord = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
        int prefix = searched.startsWith("http://", start) ? 7 : searched.startsWith("https://", start) ? 8 : 0;
        if (inAWord || prefix == 0) {
            return Optional.empty();
        }
        int end = start + prefix;
        while (end < text.length() && end - start < LONGEST && belongs(text.charAt(end))) {
            end++;
        }
        end = withoutPunctuation(text, start, end);
        if (end <= start + prefix) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text.substring(start, end));
            // A name that Java does not take for a host, such as one with an underscore, is nothing to open unseen.
            return address.getRawAuthority() == null ? Optional.empty() : Optional.of(new Link(start, end, address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What could act unseen or look like something else ends an address. */
    private static boolean belongs(char c) {
        return c > ' '
                && "<>\"`{}|\\^\uFFFD".indexOf(c) < 0
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.SURROGATE;
    }

    /** A sentence goes on behind an address; a bracket that it does not open is the sentence's too. */
    private static int withoutPunctuation(String text, int start, int end) {
        int last = end;
        while (last > start) {
            char c = text.charAt(last - 1);
            boolean bracket = c == ')' && count(text, start, last, '(') < count(text, start, last, ')')
                    || c == ']' && count(text, start, last, '[') < count(text, start, last, ']');
            if (!bracket && NOT_AT_THE_END.indexOf(c) < 0) {
                break;
            }
            last--;
        }
        return last;
    }

    private static long count(String text, int start, int end, char wanted) {
        return text.substring(start, end).chars().filter(c -> c == wanted).count();
    }
}
