package mailchute.window.part;

import java.awt.Color;
import javax.swing.UIManager;

/** How much something matters that a window says. */
public enum Severity {
    INFO("Information", "Component.infoColor", 0x3574F0),
    WARNING("Warning", "Component.warningColor", 0xC07A00),
    ERROR("Error", "Component.alarmColor", 0xD6333A);

    private final String word;
    private final String key;
    private final int fallback;

    Severity(String word, String key, int fallback) {
        this.word = word;
        this.key = key;
        this.fallback = fallback;
    }

    /** Its name for people. */
    String word() {
        return word;
    }

    /** Its colour in the look and feel of the day. */
    Color color() {
        Color color = UIManager.getColor(key);
        return color == null ? new Color(fallback) : color;
    }
}
