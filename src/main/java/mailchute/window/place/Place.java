package mailchute.window.place;

import java.awt.Rectangle;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a window was and how its parts were arranged; as text {@code 60,60 1060x600 maximized targets=130}.
 *
 * @param bounds its place and size while it was not maximized
 * @param maximized whether it filled the screen
 * @param parts whatever else it wants to find again, such as where its dividers were, by their names
 */
record Place(Rectangle bounds, boolean maximized, Map<String, Integer> parts) {

    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,6}),(-?\\d{1,6}) (\\d{1,6})x(\\d{1,6})( maximized)?((?: [\\w-]+=-?\\d{1,6})*)");

    /** Reads a place; empty where the text is none. */
    static Optional<Place> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Rectangle bounds = new Rectangle(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
        Map<String, Integer> parts = new TreeMap<>();
        for (String part : matcher.group(6).strip().split(" ")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                parts.put(part.substring(0, sign), Integer.parseInt(part.substring(sign + 1)));
            }
        }
        return bounds.isEmpty() ? Optional.empty() : Optional.of(new Place(bounds, matcher.group(5) != null, parts));
    }

    @Override
    public String toString() {
        String rest = parts.entrySet().stream()
                .map(part -> " " + part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining());
        return bounds.x + "," + bounds.y + " " + bounds.width + "x" + bounds.height + (maximized ? " maximized" : "")
                + rest;
    }
}
