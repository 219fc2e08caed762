package mailchute.window.alert;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.Taskbar;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import javax.swing.JFrame;
import mailchute.window.part.Severity;

/** The number of unread messages on the window's button in the taskbar, where the system has such a thing. */
final class TaskbarBadge {

    private static final int SIZE = 32;
    private static final int MOST = 99;

    private final JFrame frame;

    TaskbarBadge(JFrame frame) {
        this.frame = frame;
    }

    /** Shows a number; none for 0. */
    void show(int unread) {
        if (supports(Taskbar.Feature.ICON_BADGE_IMAGE_WINDOW)) {
            Taskbar.getTaskbar().setWindowIconBadge(frame, unread == 0 ? null : picture(unread));
        } else if (supports(Taskbar.Feature.ICON_BADGE_NUMBER)) {
            Taskbar.getTaskbar().setIconBadge(unread == 0 ? null : Integer.toString(unread));
        }
    }

    /** Lets the button stand out, without taking the focus. */
    void requestAttention() {
        if (supports(Taskbar.Feature.USER_ATTENTION_WINDOW)) {
            Taskbar.getTaskbar().requestWindowUserAttention(frame);
        }
    }

    private boolean supports(Taskbar.Feature feature) {
        // A window that is gone has no button.
        return frame.isDisplayable()
                && Taskbar.isTaskbarSupported()
                && Taskbar.getTaskbar().isSupported(feature);
    }

    static Image picture(int unread) {
        String number = unread > MOST ? MOST + "+" : Integer.toString(unread);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Severity.ERROR.color());
            g.fillOval(0, 0, SIZE - 1, SIZE - 1);
            Font font = new Font(Font.SANS_SERIF, Font.BOLD, number.length() > 2 ? SIZE * 4 / 10 : SIZE * 6 / 10);
            TextLayout layout = new TextLayout(number, font, g.getFontRenderContext());
            Rectangle2D bounds = layout.getBounds();
            g.setColor(Color.WHITE);
            layout.draw(g, (float) ((SIZE - bounds.getWidth()) / 2 - bounds.getX()), (float)
                    ((SIZE - bounds.getHeight()) / 2 - bounds.getY()));
        } finally {
            g.dispose();
        }
        return image;
    }
}
