package mailchute.window.part;

import com.formdev.flatlaf.extras.FlatSVGIcon;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import javax.swing.CellRendererPane;
import javax.swing.Icon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SVG icon that does not hold up the first window. The first SVG of a process takes longer to read than a window to
 * open, so its place stays empty for that moment, while a thread of its own reads it; then its components are painted
 * again.
 */
final class LateIcon implements Icon {

    private static final Logger LOG = LoggerFactory.getLogger(LateIcon.class);
    private static final Queue<LateIcon> WAITING = new ArrayDeque<>();
    private static boolean loading;

    private final String file;
    private final int size;

    // On the event thread.
    private final Set<Component> waiting = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean asked;
    private FlatSVGIcon loaded;
    private Icon disabled;

    LateIcon(String file, int size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public void paintIcon(Component component, Graphics g, int x, int y) {
        if (loaded == null) {
            if (component != null) {
                waiting.add(painted(component));
            }
            askFor();
        } else if (component != null && !component.isEnabled()) {
            disabled.paintIcon(component, g, x, y);
        } else {
            loaded.paintIcon(component, g, x, y);
        }
    }

    @Override
    public int getIconWidth() {
        return UIScale.scale(size);
    }

    @Override
    public int getIconHeight() {
        return UIScale.scale(size);
    }

    /** The component that shows the icon for good: a renderer's own repaint does nothing. */
    private static Component painted(Component component) {
        Component pane = component.getParent();
        return pane instanceof CellRendererPane ? pane.getParent() : component;
    }

    private void askFor() {
        if (asked) {
            return;
        }
        asked = true;
        synchronized (WAITING) {
            WAITING.add(this);
            if (loading) {
                return;
            }
            loading = true;
        }
        Thread loader = new Thread(LateIcon::loadWaiting, "icons");
        loader.setDaemon(true);
        loader.start();
    }

    private static void loadWaiting() {
        while (true) {
            LateIcon icon;
            synchronized (WAITING) {
                icon = WAITING.poll();
                if (icon == null) {
                    loading = false;
                    return;
                }
            }
            try {
                icon.load();
            } catch (RuntimeException unreadable) {
                // A window does without a picture; the others are still to come.
                LOG.warn("icon {}", icon.file, unreadable);
            }
        }
    }

    private void load() {
        FlatSVGIcon icon = new FlatSVGIcon(file, size, size, LateIcon.class.getClassLoader());
        // Painting is what reads the file.
        Graphics2D g = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB).createGraphics();
        icon.paintIcon(null, g, 0, 0);
        g.dispose();
        EventQueue.invokeLater(() -> {
            loaded = icon;
            disabled = icon.getDisabledIcon();
            waiting.forEach(Component::repaint);
            waiting.clear();
        });
    }
}
