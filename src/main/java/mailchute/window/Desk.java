package mailchute.window;

import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JComponent;
import mailchute.settings.LanguageChoice;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.settings.StateFile;
import mailchute.window.part.Theme;
import mailchute.window.part.Words;
import mailchute.window.place.Rescaling;
import mailchute.window.place.WindowPlaces;

/**
 * What the windows of this process share: what the user has chosen, and where windows were.
 *
 * @param settings of this moment
 * @param places of this user's windows
 */
record Desk(LiveSettings settings, WindowPlaces places) {

    private static volatile Desk current;

    /** The one of this user. */
    static Desk ofUser() {
        return new Desk(LiveSettings.ofUser(), new WindowPlaces(StateFile.ofUser("windows.conf")));
    }

    /** The one that windows are put on. */
    static Desk current() {
        return current;
    }

    /**
     * Puts windows on this one from now on. On the event thread, before the first of them.
     *
     * @param prefersDark what the system says about the theme, if it says anything
     */
    void use(Supplier<Optional<Boolean>> prefersDark) {
        boolean first = current == null;
        current = this;
        Settings now = settings.current();
        Words.speak(language(now.language()));
        JComponent.setDefaultLocale(Words.language());
        Theme.choose(now.theme());
        Theme.scale(now.scale());
        Theme.install(prefersDark);
        settings.listen(changed -> EventQueue.invokeLater(() -> show(changed)));
        if (first) {
            // Whoever comes back to a window wants to see at once what was changed in another.
            KeyboardFocusManager.getCurrentKeyboardFocusManager()
                    .addPropertyChangeListener(
                            "activeWindow", event -> current().settings().lookAgain());
        }
    }

    /** Reads what has to be read, away from the event thread. */
    void read() {
        settings.current();
        places.load();
    }

    /** The words of windows that are open stay as they are: a window speaks one language. */
    private void show(Settings changed) {
        if (this == current) {
            Theme.choose(changed.theme());
            int before = Theme.scale();
            Theme.scale(changed.scale());
            Rescaling.windows(before, changed.scale());
        }
    }

    static Locale language(LanguageChoice choice) {
        return switch (choice) {
            case ENGLISH -> Locale.ENGLISH;
            case KOREAN -> Locale.KOREAN;
            case SYSTEM -> Locale.getDefault(Locale.Category.DISPLAY);
        };
    }
}
