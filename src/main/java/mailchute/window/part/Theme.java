package mailchute.window.part;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.extras.FlatAnimatedLafChange;
import com.formdev.flatlaf.util.UIScale;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.Window;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mailchute.settings.ThemeChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Light or dark, as the user has chosen or the system has it, and how large everything is. The system property
 * {@value #PROPERTY} ({@code light}, {@code dark} or {@code system}) has the last word.
 */
public final class Theme {

    /** The system property that decides. */
    public static final String PROPERTY = "mailchute.theme";

    private static final Logger LOG = LoggerFactory.getLogger(Theme.class);
    private static final String GNOME_THEME = "gnome.Net/ThemeName";

    private static final float HUNDRED = 100;

    /** How often the system was to be asked since it was asked last. */
    private static final AtomicInteger WISHES = new AtomicInteger();

    private static volatile Supplier<Optional<Boolean>> system;
    private static volatile ThemeChoice choice = ThemeChoice.SYSTEM;

    private Theme() {}

    /**
     * Installs the theme and lets it follow the system. On the event thread, before the first component is made.
     *
     * @param prefersDark what the system says, if it says anything; asked now, and again on a thread of its own each
     *                    time that one comes back to a window
     */
    public static void install(Supplier<Optional<Boolean>> prefersDark) {
        boolean first = system == null;
        system = prefersDark;
        if (first) {
            FlatLaf.registerCustomDefaultsSource("mailchute.assets.theme", Theme.class.getClassLoader());
            listen();
        }
        setUp(wantsDark());
    }

    /** Shows this theme from now on, or as soon as {@link #install} is called. On the event thread. */
    public static void choose(ThemeChoice chosen) {
        choice = chosen;
        if (system != null) {
            askAgain();
        }
    }

    /**
     * Shows everything in this size from now on, or from {@link #install} on. On the event thread.
     *
     * @param percent of what the system has
     */
    public static void scale(int percent) {
        if (UIScale.setZoomFactor(percent / HUNDRED) && system != null) {
            FlatLaf.updateUI();
        }
    }

    /** The size of everything, in percent of what the system has. */
    public static int scale() {
        return Math.round(UIScale.getZoomFactor() * HUNDRED);
    }

    private static void listen() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addPropertyChangeListener("activeWindow", event -> {
            if (event.getOldValue() == null && event.getNewValue() instanceof Window) {
                askAgain();
            }
        });
        Toolkit.getDefaultToolkit().addPropertyChangeListener(GNOME_THEME, event -> askAgain());
    }

    /** Whether the theme of the moment is dark. */
    public static boolean isDark() {
        return FlatLaf.isLafDark();
    }

    private static boolean wantsDark() {
        String chosen = choice.name().toLowerCase(Locale.ROOT);
        return switch (System.getProperty(PROPERTY, chosen).toLowerCase(Locale.ROOT)) {
            case "light" -> false;
            case "dark" -> true;
            default -> system.get().orElseGet(Theme::gtkIsDark);
        };
    }

    private static boolean gtkIsDark() {
        Object theme = Toolkit.getDefaultToolkit().getDesktopProperty(GNOME_THEME);
        return isDarkName(theme) || isDarkName(System.getenv("GTK_THEME"));
    }

    private static boolean isDarkName(Object name) {
        return name != null && name.toString().toLowerCase(Locale.ROOT).contains("dark");
    }

    /** Asks away from the event thread: the answer may come from a registry or another process. */
    private static void askAgain() {
        if (WISHES.getAndIncrement() > 0) {
            return;
        }
        Thread asker = new Thread(Theme::answerWishes, "theme");
        asker.setDaemon(true);
        asker.start();
    }

    private static void answerWishes() {
        int answered;
        do {
            answered = WISHES.get();
            try {
                boolean dark = wantsDark();
                EventQueue.invokeLater(() -> follow(dark));
            } catch (RuntimeException e) {
                // The theme stays as it is, and can be asked for again.
                LOG.warn("theme", e);
            }
        } while (!WISHES.compareAndSet(answered, 0));
    }

    static void follow(boolean dark) {
        if (dark == isDark()) {
            return;
        }
        FlatAnimatedLafChange.showSnapshot();
        setUp(dark);
        FlatLaf.updateUI();
        FlatAnimatedLafChange.hideSnapshotWithAnimation();
    }

    private static void setUp(boolean dark) {
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
    }
}
