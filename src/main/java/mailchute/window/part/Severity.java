package mailchute.window.part;

import java.awt.Color;
import java.util.Locale;
import javax.swing.UIManager;

/** How much something matters that a window says. */
public enum Severity {
    INFO("Component.infoColor", 0x3574F0),
    WARNING("Component.warningColor", 0xC07A00),
    ERROR("Component.alarmColor", 0xD6333A);

    private final String key;
    private final int fallback;

    Severity(String key, int fallback) {
        this.key = key;
        this.fallback = fallback;
    }

    /** Its name for people. */
    String word() {
        return Words.of("severity." + name().toLowerCase(Locale.ROOT));
    }

    /** Its colour in the look and feel of the day. */
    public Color color() {
        Color color = UIManager.getColor(key);
        return color == null ? new Color(fallback) : color;
    }
}
