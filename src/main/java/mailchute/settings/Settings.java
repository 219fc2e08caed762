package mailchute.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import mailchute.wire.Names;

/**
 * What the user has chosen.
 *
 * @param nickname for windows that are told none; the account's name where it is empty
 * @param theme what the windows look like
 * @param scale how large everything is, in percent of what the system has; {@value #LEAST_SCALE} to {@value #MOST_SCALE}
 * @param language what the windows speak
 * @param notifications whether a message that nobody looks at is told of
 * @param doNotDisturb whether nothing is told of, until the user says otherwise
 * @param quietHours when nothing is told of, day by day
 * @param filesFolder where received files go; an absolute path, or empty for {@link UserFolders#downloads}
 * @param history whether what is said is kept on disk
 */
public record Settings(
        Optional<String> nickname,
        ThemeChoice theme,
        int scale,
        LanguageChoice language,
        boolean notifications,
        boolean doNotDisturb,
        QuietHours quietHours,
        Optional<Path> filesFolder,
        boolean history) {

    public static final int LEAST_SCALE = 50;
    public static final int MOST_SCALE = 300;

    /** What counts until the user chooses. */
    public static final Settings DEFAULT = new Settings(
            Optional.empty(),
            ThemeChoice.SYSTEM,
            100,
            LanguageChoice.SYSTEM,
            true,
            false,
            QuietHours.DEFAULT,
            Optional.empty(),
            true);

    /**
     * Checks what was chosen; the nickname is brought into composed form (NFC).
     *
     * @throws IllegalArgumentException outside the limits
     */
    public Settings {
        nickname = nickname.map(Names::nickname);
        if (scale < LEAST_SCALE || scale > MOST_SCALE) {
            throw new IllegalArgumentException("a scale of " + scale + " percent");
        }
        filesFolder.filter(folder -> !folder.isAbsolute()).ifPresent(folder -> {
            throw new IllegalArgumentException("not an absolute path: " + folder);
        });
    }

    /** Whether nothing is to be told of at this time of the day. */
    public boolean isQuiet(LocalTime now) {
        return doNotDisturb || quietHours.contains(now);
    }

    /** Where received files go. */
    public Path folderForFiles() {
        return filesFolder.orElseGet(UserFolders::downloads);
    }

    /** The same with another word about being disturbed. */
    public Settings withDoNotDisturb(boolean now) {
        return new Settings(nickname, theme, scale, language, notifications, now, quietHours, filesFolder, history);
    }

    /**
     * Reads what the user has chosen.
     *
     * @param bad is told each key whose value cannot be understood, and the value; the default counts for it
     */
    static Settings of(KeyedText text, BiConsumer<String, String> bad) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        Reader reader = new Reader(text, bad);
        return new Settings(
                reader.read("nickname", Names::nickname),
                reader.read("theme", choice(ThemeChoice.class)).orElse(DEFAULT.theme),
                reader.read("scale", Settings::scale).orElse(DEFAULT.scale),
                reader.read("language", choice(LanguageChoice.class)).orElse(DEFAULT.language),
                reader.read("notifications", Settings::onOrOff).orElse(DEFAULT.notifications),
                reader.read("do-not-disturb", Settings::onOrOff).orElse(DEFAULT.doNotDisturb),
                quietHours(reader),
                reader.read("files-folder", Settings::folder),
                reader.read("history", Settings::onOrOff).orElse(DEFAULT.history));
    }

    /** Each key with its value as it is written; empty where it is not to be there. */
    Map<String, Optional<String>> texts() {
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        texts.put("nickname", nickname);
        texts.put("theme", Optional.of(word(theme)));
        texts.put("scale", Optional.of(scale + "%"));
        texts.put("language", Optional.of(word(language)));
        texts.put("notifications", Optional.of(word(notifications)));
        texts.put("do-not-disturb", Optional.of(word(doNotDisturb)));
        texts.put("quiet-hours", Optional.of(word(quietHours.kept())));
        texts.put("quiet-from", Optional.of(quietHours.from().toString()));
        texts.put("quiet-to", Optional.of(quietHours.to().toString()));
        texts.put("files-folder", filesFolder.map(Path::toString));
        texts.put("history", Optional.of(word(history)));
        return texts;
    }

    private static QuietHours quietHours(Reader reader) {
        boolean kept = reader.read("quiet-hours", Settings::onOrOff).orElse(DEFAULT.quietHours.kept());
        LocalTime from = reader.read("quiet-from", QuietHours::time).orElse(DEFAULT.quietHours.from());
        LocalTime to = reader.read("quiet-to", QuietHours::time).orElse(DEFAULT.quietHours.to());
        if (kept && from.equals(to)) {
            reader.bad.accept("quiet-to", to.toString());
            return DEFAULT.quietHours;
        }
        return new QuietHours(kept, from, to);
    }

    private static int scale(String text) {
        int percent = Integer.parseInt(
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text);
        if (percent < LEAST_SCALE || percent > MOST_SCALE) {
            throw new IllegalArgumentException("a scale of " + percent + " percent");
        }
        return percent;
    }

    private static boolean onOrOff(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("neither on nor off: " + text);
        };
    }

    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path: " + text, e);
        }
        throw new IllegalArgumentException("not an absolute path: " + text);
    }

    private static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    private record Reader(KeyedText text, BiConsumer<String, String> bad) {

        <T> Optional<T> read(String key, Function<String, T> meaning) {
            return text.get(key).flatMap(value -> {
                try {
                    return Optional.of(meaning.apply(value));
                } catch (IllegalArgumentException e) {
                    bad.accept(key, value);
                    return Optional.empty();
                }
            });
        }
    }
}
