package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableColumn;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.room.ProcessControl;
import mailchute.room.Roster;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Severity;

/** Who is here, as a tree, and what can be done with each: talk, close, kill, kill tree. */
final class ParticipantsPanel extends JPanel {

    private static final int INDENT = 16;

    private final transient Roster roster;
    private final long self;
    private final transient User user;
    private final transient LongConsumer talk;
    private final transient Background work = new Background("mailchute-process-control");
    private final ParticipantsModel model = new ParticipantsModel();
    private final JTable table = PlainComponents.table(model);
    private final transient Consumer<List<Member>> rosterListener = this::rosterChanged;
    private final Action talkAction;
    private final Action closeAction;
    private final Action killAction;
    private final Action killTreeAction;
    private transient Consumer<String> problem = line -> {};

    /**
     * The panel of one window.
     *
     * @param self this process, which is marked
     * @param user whose processes can be ended here
     * @param talk opens a conversation with a process
     */
    ParticipantsPanel(Roster roster, long self, User user, LongConsumer talk) {
        super(new BorderLayout());
        this.roster = roster;
        this.self = self;
        this.user = user;
        this.talk = talk;
        talkAction = Actions.action(
                "&Talk", Icons.CONVERSATION.icon(), "", "Open a conversation with the participant", this::talkToSelected);
        closeAction = Actions.action(
                "&Close", Icons.CLOSE.icon(), "", "Ask the participant to close itself", this::closeSelected);
        killAction =
                Actions.action("&Kill", Icons.KILL.icon(), "", "End the process at once, by its handle", this::killSelected);
        killTreeAction = Actions.action(
                "Kill t&ree",
                Icons.KILL_TREE.icon(),
                "",
                "End the process and its children at once",
                this::killTreeOfSelected);
        buildTable();
        JScrollPane pane = new JScrollPane(table);
        pane.setBorder(BorderFactory.createEmptyBorder());
        add(toolBar(), BorderLayout.NORTH);
        add(pane, BorderLayout.CENTER);
        enableActions();
        roster.listen(rosterListener);
    }

    /** Calls the listener with a line about what could not be done. */
    void onProblem(Consumer<String> listener) {
        problem = listener;
    }

    /** Listens no more; the window is gone. */
    void stop() {
        roster.unlisten(rosterListener);
    }

    private void buildTable() {
        table.setName("participants-table");
        table.getAccessibleContext().setAccessibleName("Participants");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setShowGrid(false);
        table.getTableHeader().setReorderingAllowed(false);
        column(ParticipantsModel.Column.PARTICIPANT).setCellRenderer(new NameRenderer());
        int[] widths = {140, 80, 72, 84, 84};
        for (int i = 0; i < widths.length; i++) {
            table.getColumnModel().getColumn(i).setPreferredWidth(widths[i]);
        }
        table.getSelectionModel().addListSelectionListener(event -> enableActions());
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && event.getButton() == MouseEvent.BUTTON1) {
                    talkToSelected();
                }
            }
        });
        bind(KeyEvent.VK_ENTER, "talk", talkAction);
        bind(KeyEvent.VK_DELETE, "kill", killAction);
        JPopupMenu menu = new JPopupMenu();
        for (Action action : List.of(talkAction, closeAction, killAction, killTreeAction)) {
            menu.add(PlainComponents.menuItem(action));
        }
        table.setComponentPopupMenu(menu);
    }

    private TableColumn column(ParticipantsModel.Column column) {
        return table.getColumnModel().getColumn(column.ordinal());
    }

    private void bind(int key, String name, Action action) {
        table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key, 0), name);
        table.getActionMap().put(name, action);
    }

    private JToolBar toolBar() {
        JToolBar bar = new JToolBar();
        bar.setFloatable(false);
        bar.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
        add(bar, talkAction, "talk");
        add(bar, closeAction, "close-process");
        add(bar, killAction, "kill");
        add(bar, killTreeAction, "kill-tree");
        return bar;
    }

    private static void add(JToolBar bar, Action action, String name) {
        JComponent button = PlainComponents.button(action);
        button.setName(name);
        button.setRequestFocusEnabled(false);
        bar.add(button);
    }

    private void rosterChanged(List<Member> members) {
        EventQueue.invokeLater(() -> {
            Optional<Member> selected = selected();
            model.setMembers(members);
            selected.map(member -> model.indexOf(member.pid()))
                    .filter(index -> index >= 0)
                    .ifPresent(index -> table.setRowSelectionInterval(index, index));
            enableActions();
        });
    }

    private Optional<Member> selected() {
        int row = table.getSelectedRow();
        return row < 0 || row >= model.getRowCount()
                ? Optional.empty()
                : Optional.of(model.row(row).member());
    }

    private void enableActions() {
        Optional<Member> selected = selected();
        boolean own = selected.filter(member -> member.isOf(user)).isPresent();
        boolean answers = selected.flatMap(Member::card).isPresent();
        talkAction.setEnabled(answers && selected.filter(member -> member.pid() != self).isPresent());
        closeAction.setEnabled(answers && own);
        killAction.setEnabled(own);
        killTreeAction.setEnabled(own);
    }

    private void talkToSelected() {
        selected().filter(member -> talkAction.isEnabled()).ifPresent(member -> talk.accept(member.pid()));
    }

    private void closeSelected() {
        selected().ifPresent(member -> work.run(
                () -> {
                    ProcessControl.close(member);
                    return member;
                },
                done -> {},
                this::tell));
    }

    private void killSelected() {
        selected().ifPresent(member -> {
            if (confirmed("Kill", "Kill " + member.label() + "? What it has not sent is lost.")) {
                work.run(
                        () -> {
                            ProcessControl.kill(member);
                            return member;
                        },
                        done -> {},
                        this::tell);
            }
        });
    }

    private void killTreeOfSelected() {
        selected().ifPresent(member -> {
            List<Member> members = model.members();
            int below = MemberTree.of(members).withDescendants(member).size() - 1;
            String whom = member.label() + " and " + below + (below == 1 ? " process" : " processes") + " below it";
            if (confirmed("Kill tree", "Kill " + whom + "?")) {
                work.run(
                        () -> ProcessControl.killTree(member, members),
                        failures -> failures.forEach(failure -> problem.accept(
                                "Not killed: " + failure.member().label() + ": " + failure.why().getMessage())),
                        this::tell);
            }
        });
    }

    private boolean confirmed(String verb, String question) {
        return PlainDialog.confirm(this, verb, Severity.WARNING, question, verb);
    }

    private void tell(IpcException why) {
        problem.accept(why.getMessage());
    }

    /** The first column: indented below the parent, with the role's icon, this window's own process in bold. */
    private final class NameRenderer extends DefaultTableCellRenderer {

        NameRenderer() {
            PlainComponents.plain(this);
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable owner, Object value, boolean isSelected, boolean focused, int row, int column) {
            super.getTableCellRendererComponent(owner, value, isSelected, focused, row, column);
            MemberTree.Row member = model.row(row);
            setBorder(BorderFactory.createCompoundBorder(
                    getBorder(), BorderFactory.createEmptyBorder(0, member.depth() * INDENT, 0, 0)));
            setIcon(member.member().card().map(card -> Icons.of(card.role()).icon()).orElse(null));
            if (member.member().pid() == self) {
                setFont(getFont().deriveFont(Font.BOLD));
            }
            return this;
        }
    }
}
