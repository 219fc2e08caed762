package mailchute.window.part;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The words of the windows, from the message bundles {@code assets/messages/words*.properties}. English is the bundle
 * without a language; what a language lacks is a failure of a test, and shows in English.
 */
public final class Words {

    /** What the bundles are called, without language and ending. */
    public static final String BUNDLE = "mailchute.assets.messages.words";

    private static volatile ResourceBundle bundle = load(Locale.ENGLISH);

    private Words() {}

    /** Speaks this language from now on: what is shown already keeps its words. */
    public static void speak(Locale language) {
        bundle = load(language);
    }

    /** The language that is spoken. */
    public static Locale language() {
        return bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
    }

    private static ResourceBundle load(Locale language) {
        // Never the system's language behind the back of a choice.
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The words with this key, as {@link MessageFormat} has them, quotes included. Arguments that are text are shown as they
     * are; process ids and handles are to be given as text, or they get separators.
     *
     * @throws MissingResourceException where no bundle has the key
     */
    public static String of(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), language()).format(arguments);
    }
}
