package mailchute.window.help;

import java.awt.Component;
import java.awt.Container;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.InputMap;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.KeyStroke;
import mailchute.window.part.Actions;

/**
 * The keys of a window, as its menus, buttons and components have them at this moment. Of the keys of a component those are
 * taken whose action says what it does; what every text box can do says nothing, and everybody knows it.
 */
final class KeyList {

    private static final int[] CONDITIONS = {
        JComponent.WHEN_FOCUSED, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, JComponent.WHEN_IN_FOCUSED_WINDOW
    };

    /**
     * A thing that keys do.
     *
     * @param where the menu, or what has to have the focus
     * @param keys one or several that do the same
     * @param what it does
     */
    record Entry(String where, String keys, String what) {}

    private record Place(String where, String what) {}

    private final Map<Place, List<String>> found = new LinkedHashMap<>();

    private KeyList() {}

    /** The keys of a window. */
    static List<Entry> of(JFrame frame) {
        KeyList list = new KeyList();
        JMenuBar bar = frame.getJMenuBar();
        if (bar != null) {
            for (Component menu : bar.getComponents()) {
                list.addMenu((JMenu) menu);
            }
        }
        list.addComponents(frame.getContentPane(), "");
        return list.entries();
    }

    private List<Entry> entries() {
        return found.entrySet().stream()
                .map(entry -> new Entry(
                        entry.getKey().where(),
                        entry.getValue().stream().distinct().collect(Collectors.joining(", ")),
                        entry.getKey().what()))
                .toList();
    }

    private void addMenu(JMenu menu) {
        for (Component component : menu.getMenuComponents()) {
            if (component instanceof JMenu below) {
                addMenu(below);
            } else if (component instanceof JMenuItem item && item.getAccelerator() != null) {
                add(Actions.nameOf(menu), item.getAccelerator(), Actions.nameOf(item));
            }
        }
    }

    /** @param around what is called so that has no name of its own */
    private void addComponents(Component component, String around) {
        String name = component.getAccessibleContext() == null
                ? null
                : component.getAccessibleContext().getAccessibleName();
        String where = name == null || component instanceof AbstractButton ? around : name;
        if (component instanceof AbstractButton button && button.getMnemonic() != 0) {
            add(where, KeyStroke.getKeyStroke(button.getMnemonic(), InputEvent.ALT_DOWN_MASK), textOf(button));
        }
        if (component instanceof JComponent inside) {
            for (int condition : CONDITIONS) {
                addBindings(inside, inside.getInputMap(condition), where);
            }
        }
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                addComponents(child, where);
            }
        }
    }

    private static String textOf(AbstractButton button) {
        return button.getText() == null || button.getText().isEmpty()
                ? button.getAccessibleContext().getAccessibleName()
                : Actions.nameOf(button);
    }

    private void addBindings(JComponent component, InputMap keys, String where) {
        if (keys.keys() == null) {
            return;
        }
        for (KeyStroke key : keys.keys()) {
            Action action = component.getActionMap().get(keys.get(key));
            Object what = action == null ? null : action.getValue(Action.SHORT_DESCRIPTION);
            if (what != null) {
                add(where, key, what.toString());
            }
        }
    }

    private void add(String where, KeyStroke key, String what) {
        found.computeIfAbsent(new Place(where, what), place -> new ArrayList<>())
                .add(text(key));
    }

    /** A key as people call it, such as {@code Ctrl+Shift+N}. */
    static String text(KeyStroke key) {
        String name = switch (key.getKeyCode()) {
            case KeyEvent.VK_COMMA -> ",";
            case KeyEvent.VK_PERIOD -> ".";
            default -> KeyEvent.getKeyText(key.getKeyCode());
        };
        String modifiers = InputEvent.getModifiersExText(key.getModifiers());
        return modifiers.isEmpty() ? name : modifiers + "+" + name;
    }
}
