package mailchute.window.transcript;

import java.awt.Color;
import javax.swing.UIManager;

/** The colours of a transcript, from the look and feel of the day. */
record TranscriptColors(
        Color background,
        Color foreground,
        Color dim,
        Color error,
        Color ownBackground,
        Color markForeground,
        Color selectionBackground,
        Color selectionForeground,
        Color inactiveSelectionBackground,
        Color inactiveSelectionForeground,
        Color focus,
        Color link,
        Color rule,
        Color unread,
        Color[] senders,
        Color[] marks) {

    static TranscriptColors current() {
        Color background = color("Transcript.background", color("List.background", Color.WHITE));
        Color foreground = color("Transcript.foreground", color("List.foreground", Color.BLACK));
        Color selection = color("List.selectionBackground", Color.BLUE);
        Color selected = color("List.selectionForeground", Color.WHITE);
        return new TranscriptColors(
                background,
                foreground,
                color("Transcript.dim", color("Label.disabledForeground", Color.GRAY)),
                color("Transcript.error", Color.RED),
                color("Transcript.ownBackground", background),
                color("Transcript.markForeground", Color.WHITE),
                selection,
                selected,
                color("List.selectionInactiveBackground", selection),
                color("List.selectionInactiveForeground", selected),
                color("Component.focusColor", selection),
                color("Transcript.link", Color.BLUE),
                color("Separator.foreground", Color.LIGHT_GRAY),
                color("Transcript.unread", Color.RED),
                eight("Transcript.sender", foreground),
                eight("Transcript.mark", Color.GRAY));
    }

    private static Color[] eight(String key, Color fallback) {
        Color[] colors = new Color[8];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = color(key + i, fallback);
        }
        return colors;
    }

    private static Color color(String key, Color fallback) {
        Color color = UIManager.getColor(key);
        return color == null ? fallback : color;
    }
}
