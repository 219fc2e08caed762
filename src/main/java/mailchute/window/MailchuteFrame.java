package mailchute.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JToolBar;
import javax.swing.UIManager;
import javax.swing.WindowConstants;
import mailchute.window.alert.MessageAlert;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.window.place.PlaceKeeper;
import mailchute.wire.VisibleText;

/**
 * The frame that every window shares: menu, toolbar, what the window is for on the left, the participants on the right,
 * the status line below.
 */
final class MailchuteFrame {

    private static final int PARTICIPANTS_WIDTH = 470;
    private static final int MAIN_WIDTH = 300;
    private static final String PARTICIPANTS = "participants";

    private final Desk desk = Desk.current();
    private final JFrame frame = new JFrame();
    private String title;
    private int unread;
    private final JMenu fileMenu = PlainComponents.menu(Words.of("menu.window"));
    private final JMenu viewMenu = PlainComponents.menu(Words.of("menu.view"));
    private final JToolBar toolBar = new JToolBar();
    private final StatusLine status = new StatusLine();
    private final ParticipantsPanel participants;
    private final JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT);
    private final Action showParticipants;
    private final MessageAlert alert;
    private final CommonActions common;
    private Optional<PlaceKeeper> place = Optional.empty();

    /**
     * An empty frame.
     *
     * @param participantsShown whether the participants are shown from the start
     * @param size at a scale of 100 percent
     * @param onClosed called on the event thread, once the window is gone
     */
    MailchuteFrame(
            String title,
            ParticipantsPanel participants,
            boolean participantsShown,
            Dimension size,
            Runnable onClosed) {
        this.participants = participants;
        this.title = VisibleText.line(title);
        frame.setTitle(this.title);
        Icons.dress(frame);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        alert = new MessageAlert(frame, desk.settings()::current, this::showUnread);
        common = new CommonActions(frame, desk.settings(), status, alert);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                participants.stop();
                common.stop();
                place.ifPresentOrElse(keeper -> keeper.close(onClosed), onClosed);
            }
        });
        showParticipants = Actions.toggle(
                Words.of("participants"),
                Icons.PARTICIPANTS.icon(),
                "F9",
                Words.of("participants.tip"),
                participantsShown,
                this::showParticipants);
        toolBar.setFloatable(false);
        toolBar.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        split.setName("split-participants");
        split.setResizeWeight(1);
        split.setBorder(BorderFactory.createEmptyBorder());
        split.setContinuousLayout(true);
        participants.setPreferredSize(UIScale.scale(new Dimension(PARTICIPANTS_WIDTH, 200)));
        participants.onProblem(status::error);
        participants.onNews(status::info);
        JPanel content = new JPanel(new BorderLayout());
        content.add(toolBar, BorderLayout.NORTH);
        content.add(split, BorderLayout.CENTER);
        content.add(status, BorderLayout.SOUTH);
        frame.setContentPane(content);
        frame.setSize(UIScale.scale(size));
    }

    /** Adds an action to the toolbar and the menu. */
    void add(Action action, String name) {
        addToToolBar(PlainComponents.button(action), name);
        fileMenu.add(PlainComponents.menuItem(action)).setName("menu-" + name);
    }

    /** Adds something to the toolbar alone. */
    void addToToolBar(JComponent component, String name) {
        component.setName(name);
        // The keyboard reaches it; a click leaves the focus with whoever is writing.
        component.setRequestFocusEnabled(false);
        if (component instanceof AbstractButton button) {
            // Its letter is the menu's; here it would be in the way of the same one in the window.
            button.setText(Actions.nameOf(button));
            button.setMnemonic(0);
        }
        toolBar.add(component);
    }

    /** Calls the window something else. */
    void setTitle(String now) {
        title = VisibleText.line(now);
        showTitle();
    }

    /** The menu of what this window can do. */
    JMenu fileMenu() {
        return fileMenu;
    }

    /** The menu of how this window shows what it shows. */
    JMenu viewMenu() {
        return viewMenu;
    }

    /**
     * Brings the window back to where one of the same name was last, and remembers where it is.
     *
     * @param name such as {@code receiver} or {@code conversation.alice}
     */
    void rememberAs(String name) {
        place = Optional.of(new PlaceKeeper(frame, desk.places(), name));
    }

    /** Completes the frame with what it is for; called once, after all actions were added. */
    void fill(JComponent main) {
        // What it would like to have is not to be at the participants' expense.
        main.setPreferredSize(UIScale.scale(new Dimension(MAIN_WIDTH, 200)));
        toolBar.add(Box.createHorizontalGlue());
        addToToolBar(PlainComponents.toggle(showParticipants), PARTICIPANTS);
        viewMenu.add(PlainComponents.checkItem(showParticipants)).setName("menu-participants");
        if (fileMenu.getItemCount() > 0) {
            fileMenu.addSeparator();
        }
        fileMenu.add(PlainComponents.menuItem(common.settings())).setName("menu-settings");
        fileMenu.add(PlainComponents.checkItem(common.doNotDisturb())).setName("menu-do-not-disturb");
        fileMenu.addSeparator();
        fileMenu.add(PlainComponents.menuItem(
                        Actions.action(Words.of("close"), null, "ctrl W", Words.of("close.tip"), frame::dispose)))
                .setName("menu-close");
        JMenuBar bar = new JMenuBar();
        bar.add(fileMenu);
        bar.add(viewMenu);
        bar.add(participants.menu());
        JMenu helpMenu = PlainComponents.menu(Words.of("menu.help"));
        helpMenu.add(PlainComponents.menuItem(common.keys())).setName("menu-keys");
        helpMenu.add(PlainComponents.menuItem(common.about())).setName("menu-about");
        bar.add(helpMenu);
        frame.setJMenuBar(bar);
        split.setLeftComponent(main);
        showParticipants(Boolean.TRUE.equals(showParticipants.getValue(Action.SELECTED_KEY)));
        common.tellOfProblems();
    }

    private void showParticipants(boolean shown) {
        split.setRightComponent(shown ? participants : null);
        split.setDividerSize(shown ? UIManager.getInt("SplitPane.dividerSize") : 0);
        split.revalidate();
        place.ifPresent(keeper -> keeper.setPart(PARTICIPANTS, shown ? 1 : 0));
    }

    private void showUnread(int count) {
        unread = count;
        showTitle();
    }

    private void showTitle() {
        frame.setTitle(unread == 0 ? title : "(" + unread + ") " + title);
    }

    /** Shows the frame where it was last, or where the system likes to have it. */
    void show(boolean takeFocus) {
        takePlace();
        frame.setAutoRequestFocus(takeFocus);
        frame.setVisible(true);
        place.ifPresent(PlaceKeeper::keep);
        desk.settings().watch();
    }

    private void takePlace() {
        if (place.isPresent()) {
            place.get().part(PARTICIPANTS).ifPresent(shown -> {
                showParticipants.putValue(Action.SELECTED_KEY, shown == 1);
                showParticipants(shown == 1);
            });
            participants.rememberWith(place.get()::part, place.get()::setPart);
            place.get().restore();
        } else {
            frame.setLocationByPlatform(true);
        }
    }

    /** Brings the frame before the others, even one that did not take the focus when it was opened. */
    void toFront() {
        frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
        frame.setAutoRequestFocus(true);
        frame.toFront();
    }

    /** Makes the frame's peer where it would be shown, paints it into a picture and lets go of it again. */
    void rehearse() {
        takePlace();
        frame.pack();
        BufferedImage picture = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        frame.getContentPane().paint(graphics);
        graphics.dispose();
        place.ifPresent(PlaceKeeper::keep);
        frame.dispose();
    }

    JFrame frame() {
        return frame;
    }

    StatusLine status() {
        return status;
    }

    /** Tells of messages that nobody looks at. */
    MessageAlert alert() {
        return alert;
    }

    /** Closes the window. */
    void dispose() {
        frame.dispose();
    }
}
