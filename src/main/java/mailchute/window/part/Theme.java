package mailchute.window.part;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.extras.FlatAnimatedLafChange;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.Window;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Light or dark, as the system has it. The system property {@value #PROPERTY} ({@code light}, {@code dark} or
 * {@code system}) has the last word.
 */
public final class Theme {

    /** The system property that decides. */
    public static final String PROPERTY = "mailchute.theme";

    private static final String GNOME_THEME = "gnome.Net/ThemeName";

    private static final AtomicBoolean ASKING = new AtomicBoolean();
    private static volatile Supplier<Optional<Boolean>> system;

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
        String forced = System.getProperty(PROPERTY, "system").toLowerCase(Locale.ROOT);
        return switch (forced) {
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
        if (!ASKING.compareAndSet(false, true)) {
            return;
        }
        Thread asker = new Thread(
                () -> {
                    try {
                        boolean dark = wantsDark();
                        EventQueue.invokeLater(() -> follow(dark));
                    } finally {
                        ASKING.set(false);
                    }
                },
                "theme");
        asker.setDaemon(true);
        asker.start();
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
