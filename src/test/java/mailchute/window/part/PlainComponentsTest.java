package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.ActionEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.JTree;
import javax.swing.plaf.basic.BasicHTML;
import javax.swing.table.DefaultTableModel;
import javax.swing.table.TableColumn;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;
import mailchute.window.transcript.TranscriptView;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PlainComponentsTest {

    private static final String PAGE = "<html><img src='http://127.0.0.1:1/x.png'>";

    static Stream<Named<Supplier<JComponent>>> components() {
        return Stream.of(
                Named.of("label", () -> PlainComponents.label(PAGE)),
                Named.of("button", () -> PlainComponents.button(PAGE)),
                Named.of("button of an action", () -> PlainComponents.button(action())),
                Named.of("toggle", () -> PlainComponents.toggle(action())),
                Named.of("check box", () -> PlainComponents.checkBox(PAGE)),
                Named.of("menu item", () -> PlainComponents.menuItem(action())),
                Named.of("list", () -> PlainComponents.list(list(), value -> value)),
                Named.of("table", () -> PlainComponents.table(table())),
                Named.of("tree", () -> PlainComponents.tree(tree(), String::valueOf)),
                Named.of("transcript", TranscriptView::new),
                Named.of(
                        "composer's box", () -> (JComponent)
                                ((javax.swing.JScrollPane) new Composer(9, t -> true, t -> {}).getComponent(0))
                                        .getViewport()
                                        .getView()),
                Named.of("status", () -> (JComponent) new StatusLine().getComponent(0)));
    }

    @ParameterizedTest
    @MethodSource("components")
    void noComponentAndNoTooltipMakesAPageOfItsText(Supplier<JComponent> maker) {
        JComponent component = edt(maker::get);
        assertThat(page(component)).isNull();
        JToolTip tip = edt(() -> {
            component.setToolTipText(PAGE);
            JToolTip made = component.createToolTip();
            made.setTipText(component.getToolTipText());
            return made;
        });
        assertThat(page(tip)).isNull();
        assertThat(tip.getTipText()).isEqualTo(PAGE);
    }

    @Test
    void aLabelMakesNoPageOfATextThatIsSetLater() {
        JLabel label = edt(() -> PlainComponents.label("x"));
        edt(() -> label.setText(PAGE));
        assertThat(page(label)).isNull();
        edt(() -> label.updateUI());
        assertThat(page(label)).isNull();
        JLabel careless = edt(() -> new JLabel(PAGE));
        assertThat(page(careless)).as("what this test would see").isNotNull();
    }

    @Test
    void noRendererMakesAPage() {
        JList<String> list = edt(() -> PlainComponents.list(list(), value -> value));
        Component row = edt(() -> list.getCellRenderer().getListCellRendererComponent(list, PAGE, 0, true, true));
        assertThat(((JLabel) row).getText()).isEqualTo(PAGE);
        assertThat(page((JComponent) row)).isNull();

        JTable table = edt(() -> PlainComponents.table(table()));
        Component cell = edt(() -> table.prepareRenderer(table.getCellRenderer(0, 0), 0, 0));
        assertThat(((JLabel) cell).getText()).isEqualTo(PAGE);
        assertThat(page((JComponent) cell)).isNull();

        JTree tree = edt(() -> PlainComponents.tree(tree(), String::valueOf));
        Component node = edt(() -> tree.getCellRenderer()
                .getTreeCellRendererComponent(tree, tree.getModel().getRoot(), true, true, true, 0, true));
        assertThat(((JLabel) node).getText()).isEqualTo(PAGE);
        assertThat(page((JComponent) node)).isNull();
    }

    @Test
    void aStatusTellsItsSeverityAndItsWholeText() {
        StatusLine line = edt(StatusLine::new);
        edt(() -> line.error(PAGE + "\nsecond line"));
        assertThat(edt(line::text)).isEqualTo(PAGE + " second line");
        assertThat(page((JComponent) line.getComponent(0))).isNull();
        assertThat(edt(() -> line.getAccessibleContext().getAccessibleDescription()))
                .isEqualTo("Error: " + PAGE + " second line");
    }

    private static Object page(JComponent component) {
        return component.getClientProperty(BasicHTML.propertyKey);
    }

    private static Action action() {
        return new AbstractAction(PAGE) {
            @Override
            public void actionPerformed(ActionEvent event) {}
        };
    }

    private static DefaultListModel<String> list() {
        DefaultListModel<String> model = new DefaultListModel<>();
        model.addElement(PAGE);
        return model;
    }

    private static DefaultTableModel table() {
        return new DefaultTableModel(new Object[][] {{PAGE}}, new Object[] {"column"});
    }

    private static DefaultTreeModel tree() {
        return new DefaultTreeModel(new DefaultMutableTreeNode(PAGE));
    }

    @Test
    void aColumnStaysAsWideAsItsHeaderAndTheTextThatItIsToKeep() {
        int[] widths = edt(() -> {
            JTable table = PlainComponents.table(new DefaultTableModel(new String[] {"PID", "What it does"}, 1));
            TableColumn pid = table.getColumnModel().getColumn(0);
            PlainComponents.keepHeadersWhole(table);
            int header = pid.getMinWidth();
            PlainComponents.keepWhole(table, 0, "");
            int nothing = pid.getMinWidth();
            PlainComponents.keepWhole(table, 0, "4194304");
            return new int[] {
                header,
                nothing,
                pid.getMinWidth(),
                table.getFontMetrics(table.getFont()).stringWidth("4194304")
            };
        });

        assertThat(widths[1]).as("with no text").isEqualTo(widths[0]);
        assertThat(widths[2]).as("with a text").isGreaterThan(widths[0]).isGreaterThan(widths[3]);
    }
}
