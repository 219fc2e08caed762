package mailchute.window.part;

import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.KeyStroke;

/** Makes the actions of a window: one object for the toolbar, the menu and the keyboard. */
public final class Actions {

    private Actions() {}

    /**
     * An action.
     *
     * @param text its name, with {@code &} before the mnemonic
     * @param key its key, as {@link KeyStroke#getKeyStroke(String)} reads it, or empty
     * @param tip what it does, in a sentence
     */
    public static Action action(String text, Icon icon, String key, String tip, Runnable does) {
        Action action = new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
        return described(action, text, icon, key, tip);
    }

    /** An action that is on or off. */
    public static Action toggle(String text, Icon icon, String key, String tip, boolean on, Consumer<Boolean> does) {
        Action action = new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                // A button turns SELECTED before it acts; a key does not turn anything.
                does.accept(Boolean.TRUE.equals(getValue(Action.SELECTED_KEY)));
            }
        };
        action.putValue(Action.SELECTED_KEY, on);
        return described(action, text, icon, key, tip);
    }

    /**
     * Lets the action's key do it as well, where no menu item does.
     *
     * @param when as {@link JComponent#getInputMap(int)} has it
     */
    public static void bind(Action action, JComponent component, int when) {
        component.getInputMap(when).put((KeyStroke) action.getValue(Action.ACCELERATOR_KEY), action);
        component.getActionMap().put(action, action);
    }

    /** What a button or menu item is called, without a letter in brackets that leads to it. */
    public static String nameOf(AbstractButton button) {
        String text = button.getText() == null ? "" : button.getText();
        return new Mnemonic(text, button.getDisplayedMnemonicIndex()).plain();
    }

    /** Lets Escape close a dialog. */
    public static void closeOnEscape(JDialog dialog) {
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> dialog.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    private static Action described(Action action, String text, Icon icon, String key, String tip) {
        Mnemonic.of(text).applyTo(action);
        action.putValue(Action.SMALL_ICON, icon);
        if (!key.isEmpty()) {
            action.putValue(Action.ACCELERATOR_KEY, KeyStroke.getKeyStroke(key));
        }
        action.putValue(Action.SHORT_DESCRIPTION, tip);
        return action;
    }
}
