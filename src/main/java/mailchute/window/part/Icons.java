package mailchute.window.part;

import java.awt.EventQueue;
import java.awt.Image;
import java.awt.MediaTracker;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import mailchute.wire.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The icons, by what they stand for. */
public enum Icons {
    NEW_SENDER("new-sender"),
    NEW_CHILD("new-child"),
    CONVERSATION("conversation"),
    PARTICIPANTS("participants"),
    CLOSE("close"),
    KILL("kill"),
    KILL_TREE("kill-tree"),
    COPY("copy"),
    DETAILS("details"),
    FORGET("forget"),
    SEND("send"),
    FILE("file"),
    ATTACH("attach"),
    RECONNECT("reconnect"),
    RECEIVER("receiver"),
    SENDER("sender"),
    CHILD("child");

    private static final String FOLDER = "mailchute/assets/icons/";
    private static final Logger LOG = LoggerFactory.getLogger(Icons.class);

    /** The sizes of title bars and taskbars; reading these few does not delay a window to speak of. */
    private static final int[] FIRST_SIZES = {16, 32, 48};

    private static final int[] ALL_SIZES = {16, 24, 32, 48, 64, 128, 256};

    private final Icon icon;

    Icons(String file) {
        icon = new ShapeIcon(file);
    }

    /** The icon, 16 by 16; its colours follow the theme. */
    public Icon icon() {
        return icon;
    }

    /** The icon of a role. */
    public static Icons of(Role role) {
        return switch (role) {
            case RECEIVER -> RECEIVER;
            case SENDER -> SENDER;
            case CHILD -> CHILD;
        };
    }

    /**
     * Gives a window Mailchute's own picture: the sizes that it needs to appear at once, the others when it is open,
     * because reading them all takes a tenth of its start.
     */
    public static void dress(Window window) {
        window.setIconImages(app(FIRST_SIZES));
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowOpened(WindowEvent event) {
                window.removeWindowListener(this);
                EventQueue.invokeLater(() -> window.setIconImages(app(ALL_SIZES)));
            }
        });
    }

    /** Mailchute's own picture in all its sizes, smallest first. */
    public static List<Image> app() {
        return app(ALL_SIZES);
    }

    private static List<Image> app(int[] sizes) {
        List<Image> images = new ArrayList<>();
        for (int size : sizes) {
            String file = "app-" + size + ".png";
            try (InputStream stream = open(file)) {
                // ImageIO needs three times as many classes for it.
                ImageIcon picture = new ImageIcon(stream.readAllBytes());
                if (picture.getImageLoadStatus() != MediaTracker.COMPLETE) {
                    throw new IOException("not a picture");
                }
                images.add(picture.getImage());
            } catch (IOException unreadable) {
                // A window does without its picture, whatever happened to the file.
                LOG.warn("picture {}", file, unreadable);
            }
        }
        return images;
    }

    /** A file of assets/icons, or what the build has made of them. */
    static InputStream open(String file) throws IOException {
        InputStream stream = Icons.class.getClassLoader().getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new FileNotFoundException(FOLDER + file);
        }
        return stream;
    }
}
