package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JToggleButton;
import javax.swing.JToolBar;
import javax.swing.UIManager;
import javax.swing.WindowConstants;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;

/**
 * The frame that every window shares: menu, toolbar, what the window is for on the left, the participants on the right,
 * the status line below.
 */
final class MailchuteFrame {

    private static final int PARTICIPANTS_WIDTH = 470;

    private final JFrame frame = new JFrame();
    private final JMenu fileMenu = menu("Window", 'W');
    private final JMenu viewMenu = menu("View", 'V');
    private final JToolBar toolBar = new JToolBar();
    private final StatusLine status = new StatusLine();
    private final ParticipantsPanel participants;
    private final JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT);
    private final Action showParticipants;

    /**
     * An empty frame.
     *
     * @param participantsShown whether the participants are shown from the start
     * @param onClosed called on the event thread, once the window is gone
     */
    MailchuteFrame(
            String title, ParticipantsPanel participants, boolean participantsShown, Dimension size, Runnable onClosed) {
        this.participants = participants;
        frame.setTitle(VisibleText.line(title));
        Icons.dress(frame);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                participants.stop();
                onClosed.run();
            }
        });
        showParticipants = Actions.toggle(
                "&Participants",
                Icons.PARTICIPANTS.icon(),
                "F9",
                "Show who is here, and end processes",
                participantsShown,
                this::showParticipants);
        toolBar.setFloatable(false);
        toolBar.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        split.setResizeWeight(1);
        split.setBorder(BorderFactory.createEmptyBorder());
        split.setContinuousLayout(true);
        participants.setPreferredSize(new Dimension(PARTICIPANTS_WIDTH, 200));
        participants.onProblem(status::error);
        JPanel content = new JPanel(new BorderLayout());
        content.add(toolBar, BorderLayout.NORTH);
        content.add(split, BorderLayout.CENTER);
        content.add(status, BorderLayout.SOUTH);
        frame.setContentPane(content);
        frame.setSize(size);
    }

    private static JMenu menu(String text, char mnemonic) {
        JMenu menu = new JMenu(text);
        menu.setMnemonic(mnemonic);
        return menu;
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
        toolBar.add(component);
    }

    /** The menu of what this window can do. */
    JMenu fileMenu() {
        return fileMenu;
    }

    /** The menu of what this window shows. */
    JMenu viewMenu() {
        return viewMenu;
    }

    /** Completes the frame with what it is for; called once, after all actions were added. */
    void fill(Component main) {
        JToggleButton participantsButton = PlainComponents.toggle(showParticipants);
        toolBar.add(Box.createHorizontalGlue());
        addToToolBar(participantsButton, "participants");
        JCheckBoxMenuItem item = new JCheckBoxMenuItem(showParticipants);
        viewMenu.add(item);
        if (fileMenu.getItemCount() > 0) {
            fileMenu.addSeparator();
        }
        fileMenu.add(PlainComponents.menuItem(Actions.action(
                Words.of("close"), null, "ctrl W", Words.of("close.tip"), frame::dispose)));
        JMenuBar bar = new JMenuBar();
        bar.add(fileMenu);
        bar.add(viewMenu);
        frame.setJMenuBar(bar);
        split.setLeftComponent(main);
        showParticipants(Boolean.TRUE.equals(showParticipants.getValue(Action.SELECTED_KEY)));
    }

    private void showParticipants(boolean shown) {
        split.setRightComponent(shown ? participants : null);
        split.setDividerSize(shown ? UIManager.getInt("SplitPane.dividerSize") : 0);
        split.revalidate();
    }

    /** Shows the frame, where the system likes to have it. */
    void show(boolean takeFocus) {
        frame.setLocationByPlatform(true);
        frame.setAutoRequestFocus(takeFocus);
        frame.setVisible(true);
    }

    /** Brings the frame before the others, even one that did not take the focus when it was opened. */
    void toFront() {
        frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
        frame.setAutoRequestFocus(true);
        frame.toFront();
    }

    /** Makes the frame's peer, paints it into a picture and lets go of it again. */
    void rehearse() {
        frame.pack();
        BufferedImage picture = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        frame.getContentPane().paint(graphics);
        graphics.dispose();
        frame.dispose();
    }

    JFrame frame() {
        return frame;
    }

    StatusLine status() {
        return status;
    }

    /** Closes the window. */
    void dispose() {
        frame.dispose();
    }
}
