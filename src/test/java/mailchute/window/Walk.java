package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Frame;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.plaf.basic.BasicHTML;
import javax.swing.text.JTextComponent;
import mailchute.wire.VisibleText;

/** Everything inside a window, what its renderers make and its tooltips included. */
final class Walk {

    private Walk() {}

    /** Swing keeps a page that it made of {@code <html>} in a client property of the component. */
    static void assertThatNothingIsAPage(Window window) {
        List<Component> pages = Stage.edt(() -> {
            List<Component> found = new ArrayList<>();
            for (Component component : of(window)) {
                addIfPage(component, found);
                if (component instanceof JTable table) {
                    forEachCell(table, cell -> addIfPage(cell, found));
                }
                if (component instanceof JComponent inside && inside.getToolTipText() != null) {
                    JToolTip tip = inside.createToolTip();
                    tip.setTipText(inside.getToolTipText());
                    addIfPage(tip, found);
                }
            }
            return found;
        });
        assertThat(pages).isEmpty();
    }

    /** Nothing that is drawn, told in a tooltip or said to a screen reader controls, turns or hides what is around it. */
    static void assertThatNothingActsUnseen(Window window) {
        List<String> words = Stage.edt(() -> {
            List<String> found = new ArrayList<>();
            found.add(window instanceof Frame frame ? frame.getTitle() : "");
            for (Component component : of(window)) {
                addWords(component, found);
                if (component instanceof JTable table) {
                    forEachCell(table, cell -> addWords(cell, found));
                }
            }
            return found;
        });
        assertThat(words).allSatisfy(said -> assertThat(VisibleText.of(said)).isEqualTo(said));
    }

    private static void addWords(Component component, List<String> found) {
        if (component instanceof JLabel label) {
            found.add(label.getText());
        } else if (component instanceof AbstractButton button) {
            found.add(button.getText());
        } else if (component instanceof JTextComponent text) {
            found.add(text.getText());
        }
        if (component instanceof JComponent inside) {
            found.add(inside.getToolTipText());
        }
        if (component.getAccessibleContext() != null) {
            found.add(component.getAccessibleContext().getAccessibleName());
            found.add(component.getAccessibleContext().getAccessibleDescription());
        }
        found.removeIf(Objects::isNull);
    }

    private static void forEachCell(JTable table, Consumer<Component> use) {
        for (int column = 0; column < table.getColumnCount(); column++) {
            for (int row = 0; row < table.getRowCount(); row++) {
                use.accept(table.prepareRenderer(table.getCellRenderer(row, column), row, column));
            }
        }
    }

    private static void addIfPage(Component component, List<Component> found) {
        if (component instanceof JComponent inside && inside.getClientProperty(BasicHTML.propertyKey) != null) {
            found.add(component);
        }
    }

    /** The components below this one, and it. */
    static List<Component> of(Component root) {
        List<Component> all = new ArrayList<>(List.of(root));
        if (root instanceof Container container) {
            for (Component child : container.getComponents()) {
                all.addAll(of(child));
            }
        }
        if (root instanceof JMenu menu) {
            all.addAll(of(menu.getPopupMenu()));
        }
        return all;
    }

    /** What Tab goes through, in its order, once round. */
    static List<Component> tabOrder(Window window) {
        return Stage.edt(() -> {
            List<Component> order = new ArrayList<>();
            Component next = window.getFocusTraversalPolicy().getFirstComponent(window);
            while (next != null && !order.contains(next)) {
                order.add(next);
                next = window.getFocusTraversalPolicy().getComponentAfter(window, next);
            }
            return order;
        });
    }
}
