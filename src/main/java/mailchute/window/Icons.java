package mailchute.window;

import java.awt.Image;
import java.awt.Toolkit;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Icon;
import mailchute.wire.Role;

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
    SEND("send"),
    RECEIVER("receiver"),
    SENDER("sender"),
    CHILD("child");

    static final String FOLDER = "mailchute/assets/icons/";

    /** In the order in which systems look for one: the sizes of taskbars and title bars, and their doubles. */
    private static final int[] APP_SIZES = {16, 24, 32, 48, 64, 128, 256};

    private final Icon icon;

    Icons(String file) {
        icon = new LateIcon(FOLDER + file + ".svg", 16);
    }

    /** The icon, 16 by 16; its colours follow the theme. */
    public Icon icon() {
        return icon;
    }

    /** The icon of a role. */
    static Icons of(Role role) {
        return switch (role) {
            case RECEIVER -> RECEIVER;
            case SENDER -> SENDER;
            case CHILD -> CHILD;
        };
    }

    /** Mailchute's own picture for windows and taskbar, in several sizes; read when the window is shown. */
    public static List<Image> app() {
        List<Image> images = new ArrayList<>();
        for (int size : APP_SIZES) {
            URL file = Icons.class.getClassLoader().getResource(FOLDER + "app-" + size + ".png");
            if (file != null) {
                images.add(Toolkit.getDefaultToolkit().getImage(file));
            }
        }
        return images;
    }
}
