package mailchute.window.alert;

import java.awt.AWTException;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mailchute.window.part.Icons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of the system. The icon in the tray, which they need, is there only while there is something to tell; a
 * click on either brings the window up. Putting it there can take seconds and fail, so a thread of its own does it.
 */
final class TrayNotice {

    private static final Logger LOG = LoggerFactory.getLogger(TrayNotice.class);

    private static final ExecutorService WORK = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mailchute-tray");
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable chosen;

    // Those of the thread.
    private Optional<TrayIcon> icon = Optional.empty();

    // On the event thread: what was asked for last, so that the thread leaves out what is over.
    private volatile int wish;

    /** @param chosen is called on the event thread when a notification or the icon is clicked */
    TrayNotice(Runnable chosen) {
        this.chosen = chosen;
    }

    /**
     * Shows a notification. On the event thread.
     *
     * @param tip what the icon is called
     * @param otherwise is called on the event thread where there is no tray
     */
    void show(Notice notice, String tip, Runnable otherwise) {
        int mine = ++wish;
        WORK.execute(() -> {
            if (mine != wish) {
                return;
            }
            boolean shown = false;
            try {
                shown = addIcon(tip);
                icon.ifPresent(there -> there.displayMessage(notice.title(), notice.text(), TrayIcon.MessageType.NONE));
            } catch (AWTException | RuntimeException | UnsatisfiedLinkError e) {
                LOG.info("no notification by the system: {}", e.toString());
                shown = false;
            }
            if (!shown) {
                EventQueue.invokeLater(() -> {
                    if (mine == wish) {
                        otherwise.run();
                    }
                });
            }
        });
    }

    /** Takes the icon away, and the notification with it. On the event thread. */
    void remove() {
        int before = wish++;
        if (before > 0) {
            WORK.execute(this::removeIcon);
        }
    }

    private boolean addIcon(String tip) throws AWTException {
        if (!SystemTray.isSupported()) {
            return false;
        }
        if (icon.isEmpty()) {
            SystemTray tray = SystemTray.getSystemTray();
            TrayIcon made = new TrayIcon(picture(tray.getTrayIconSize()));
            made.setImageAutoSize(true);
            made.addActionListener(event -> EventQueue.invokeLater(chosen));
            tray.add(made);
            icon = Optional.of(made);
        }
        icon.get().setToolTip(tip);
        return true;
    }

    private static Image picture(Dimension size) {
        List<Image> pictures = Icons.app();
        return pictures.stream()
                .filter(image -> image.getWidth(null) >= size.width)
                .findFirst()
                .orElse(pictures.get(pictures.size() - 1));
    }

    private void removeIcon() {
        icon.ifPresent(there -> SystemTray.getSystemTray().remove(there));
        icon = Optional.empty();
    }
}
