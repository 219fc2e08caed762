package mailchute.window.part;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.util.function.Function;
import javax.swing.Action;
import javax.swing.ComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JRadioButtonMenuItem;
import javax.swing.JTable;
import javax.swing.JToggleButton;
import javax.swing.JToolTip;
import javax.swing.JTree;
import javax.swing.ListCellRenderer;
import javax.swing.ListModel;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableColumn;
import javax.swing.table.TableModel;
import javax.swing.tree.DefaultTreeCellRenderer;
import javax.swing.tree.TreeModel;
import mailchute.wire.VisibleText;

/**
 * The one place where components come from that show text from outside. Swing takes any text that begins with
 * {@code <html>} for a page, and a page can load pictures and classes; these components take it as it is. So do their
 * tooltips, which ask nobody otherwise. Titled borders and the titles of tabs cannot be told (tabs not on JDK 17): no
 * text from outside there, or as a {@link #label} by {@code setTabComponentAt}.
 */
public final class PlainComponents {

    private static final String HTML_DISABLE = "html.disable";

    private PlainComponents() {}

    /** Makes a component take its text as it is; only text that is set from now on. */
    public static <C extends JComponent> C plain(C component) {
        component.putClientProperty(HTML_DISABLE, Boolean.TRUE);
        return component;
    }

    /** For a component's {@code createToolTip}. */
    public static JToolTip toolTip(JComponent owner) {
        JToolTip tip = plain(new JToolTip());
        tip.setComponent(owner);
        return tip;
    }

    /** A label. */
    public static JLabel label(String text) {
        return label(text, null);
    }

    /** A label with an icon, which may be null. */
    public static JLabel label(String text, Icon icon) {
        JLabel label = plain(new JLabel() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        label.setText(VisibleText.line(text));
        label.setIcon(icon);
        return label;
    }

    /** A small grey line that says more of what is above it. */
    public static JLabel hint(String text) {
        JLabel label = label(text);
        label.putClientProperty("FlatLaf.styleClass", "small");
        label.setEnabled(false);
        return label;
    }

    /** A label that names a component, with {@code &} before the letter that leads to it. */
    public static JLabel labelFor(JComponent named, String text) {
        JLabel label = label("");
        Mnemonic.of(VisibleText.line(text)).applyTo(label);
        label.setLabelFor(named);
        named.getAccessibleContext().setAccessibleName(label.getText());
        return label;
    }

    /** A button. */
    public static JButton button(String text) {
        JButton button = plain(new PlainButton());
        button.setText(VisibleText.line(text));
        return button;
    }

    /** A button that does, is named and looks as the action says. */
    public static JButton button(Action action) {
        JButton button = plain(new PlainButton());
        button.setAction(action);
        return button;
    }

    /** A button that stays down. */
    public static JToggleButton toggle(Action action) {
        JToggleButton button = plain(new JToggleButton() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        button.setAction(action);
        return button;
    }

    /** A check box. */
    public static JCheckBox checkBox(String text) {
        JCheckBox box = plain(new JCheckBox() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        box.setText(VisibleText.line(text));
        return box;
    }

    /** A check box, with {@code &} before its mnemonic. */
    public static JCheckBox markedCheckBox(String text) {
        JCheckBox box = checkBox("");
        Mnemonic.of(VisibleText.line(text)).applyTo(box);
        return box;
    }

    /** A button, with {@code &} before its mnemonic. */
    public static JButton markedButton(String text) {
        JButton button = button("");
        Mnemonic.of(VisibleText.line(text)).applyTo(button);
        return button;
    }

    /** A box that opens a list of values, shown as what {@code text} makes of them. */
    public static <E> JComboBox<E> comboBox(ComboBoxModel<E> model, Function<? super E, String> text) {
        JComboBox<E> box = plain(new JComboBox<>(model) {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        box.setRenderer(listRenderer(text));
        return box;
    }

    /** A menu item. */
    public static JMenuItem menuItem(Action action) {
        JMenuItem item = plain(new JMenuItem() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        item.setAction(action);
        return item;
    }

    /** A menu item that is on or off. */
    public static JCheckBoxMenuItem checkItem(Action action) {
        JCheckBoxMenuItem item = plain(new JCheckBoxMenuItem() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        item.setAction(action);
        return item;
    }

    /** A menu item that is on while the others of its group are off. */
    public static JRadioButtonMenuItem radioItem(Action action) {
        JRadioButtonMenuItem item = plain(new JRadioButtonMenuItem() {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        });
        item.setAction(action);
        return item;
    }

    /** A menu, with {@code &} before its mnemonic. */
    public static JMenu menu(String text) {
        JMenu menu = plain(new JMenu());
        Mnemonic.of(VisibleText.line(text)).applyTo(menu);
        return menu;
    }

    /** A check box that does and is named as the action says. */
    public static JCheckBox checkBox(Action action) {
        JCheckBox box = checkBox("");
        box.setAction(action);
        return box;
    }

    /** A list whose rows are what {@code text} makes of its values. */
    public static <E> JList<E> list(ListModel<E> model, Function<? super E, String> text) {
        JList<E> list = new JList<>(model) {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        };
        list.setCellRenderer(listRenderer(text));
        return list;
    }

    /** A table that shows its values as text; a renderer set for a class of values takes precedence as usual. */
    public static JTable table(TableModel model) {
        JTable table = new JTable(model) {
            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        };
        table.setDefaultRenderer(Object.class, tableRenderer(String::valueOf));
        if (table.getTableHeader().getDefaultRenderer() instanceof JLabel header) {
            header.setHorizontalAlignment(SwingConstants.LEADING);
        }
        return table;
    }

    /** Lets no column become narrower than what is written above it. */
    public static void keepHeadersWhole(JTable table) {
        for (int i = 0; i < table.getColumnCount(); i++) {
            TableColumn column = table.getColumnModel().getColumn(i);
            Component header = table.getTableHeader()
                    .getDefaultRenderer()
                    .getTableCellRendererComponent(table, column.getHeaderValue(), false, false, -1, i);
            keepWidth(column, header.getPreferredSize().width);
        }
    }

    /** Lets a column become no narrower than this text in it. */
    public static void keepWhole(JTable table, int column, String text) {
        Component cell = table.getDefaultRenderer(Object.class)
                .getTableCellRendererComponent(table, text, false, false, -1, column);
        int width = cell.getPreferredSize().width + table.getColumnModel().getColumnMargin();
        keepWidth(table.getColumnModel().getColumn(column), width);
    }

    private static void keepWidth(TableColumn column, int width) {
        column.setMinWidth(Math.max(column.getMinWidth(), width));
    }

    /** Sets the widths that columns like to have, from the first on, in pixels at a scale of 1. */
    public static void setColumnWidths(JTable table, int... widths) {
        for (int i = 0; i < widths.length; i++) {
            table.getColumnModel().getColumn(i).setPreferredWidth(UIScale.scale(widths[i]));
        }
    }

    /** A tree whose nodes are what {@code text} makes of them. */
    public static JTree tree(TreeModel model, Function<Object, String> text) {
        JTree tree = new JTree(model) {
            @Override
            public String convertValueToText(
                    Object value, boolean selected, boolean expanded, boolean leaf, int row, boolean focused) {
                return value == null ? "" : VisibleText.line(text.apply(value));
            }

            @Override
            public JToolTip createToolTip() {
                return toolTip(this);
            }
        };
        tree.setCellRenderer(treeRenderer());
        return tree;
    }

    /** For lists and combo boxes. */
    public static <E> ListCellRenderer<E> listRenderer(Function<? super E, String> text) {
        DefaultListCellRenderer renderer = plain(new DefaultListCellRenderer());
        return (list, value, index, selected, focused) -> renderer.getListCellRendererComponent(
                list, value == null ? "" : VisibleText.line(text.apply(value)), index, selected, focused);
    }

    /** For tables. */
    public static DefaultTableCellRenderer tableRenderer(Function<Object, String> text) {
        return plain(new DefaultTableCellRenderer() {
            @Override
            protected void setValue(Object value) {
                setText(value == null ? "" : VisibleText.line(text.apply(value)));
            }
        });
    }

    /** For trees; the text is what the tree converts its nodes to. */
    public static DefaultTreeCellRenderer treeRenderer() {
        // Its constructor sets no text, so the property is in time.
        return plain(new DefaultTreeCellRenderer());
    }

    private static final class PlainButton extends JButton {

        @Override
        public JToolTip createToolTip() {
            return toolTip(this);
        }
    }
}
