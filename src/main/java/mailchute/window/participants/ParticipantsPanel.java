package mailchute.window.participants;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ObjIntConsumer;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.UIManager;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.room.Member;
import mailchute.room.Roster;
import mailchute.window.part.Actions;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.Frame;
import net.miginfocom.swing.MigLayout;

/**
 * Who is here and who left a short while ago, as a tree; the selected one in detail, and what can be done with it: talk,
 * close, kill, kill tree.
 */
public final class ParticipantsPanel extends JPanel {

    private static final String ROWS = "rows";
    private static final String NOBODY = "nobody";
    private static final Dimension LIST_SIZE = new Dimension(200, 100);
    /** Its head and some rows: in a low window the details are the ones to give way. */
    private static final Dimension LEAST_LIST_SIZE = new Dimension(0, 120);

    private static final Dimension DETAIL_SIZE = new Dimension(200, 222);

    private final transient Roster roster;
    private final FilterRow filter;
    private final ParticipantsModel model = new ParticipantsModel();
    private final JTable table = PlainComponents.table(model);
    private final JPanel list = new JPanel(new CardLayout());
    private final DetailPane details;
    private final JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT);
    private final transient ParticipantActions actions;
    private final transient Action showDetails;
    private final transient Consumer<List<Member>> rosterListener = this::rosterChanged;
    private transient List<Member> members = List.of();
    private transient Consumer<String> news = line -> {};
    private transient Consumer<String> problem = line -> {};
    private transient ObjIntConsumer<String> remember = (name, value) -> {};

    /**
     * The panel of one window.
     *
     * @param self this process, which is marked, and whose room the window is about
     * @param user whose processes can be ended here
     * @param talk opens a conversation with a process
     */
    public ParticipantsPanel(Roster roster, Frame.Card self, User user, LongConsumer talk) {
        super(new BorderLayout());
        this.roster = roster;
        actions = new ParticipantActions(this, roster, self.pid(), user, talk, this::selected, new Report());
        details = new DetailPane(roster, user, actions::copy);
        filter = new FilterRow(self.room(), this::filterChanged);
        showDetails = Actions.toggle(
                Words.of("participant.details"),
                Icons.DETAILS.icon(),
                "alt ENTER",
                Words.of("participant.details.tip"),
                true,
                this::showDetails);
        buildTable(self.pid());
        buildList();
        split.setName("split-participant-details");
        split.setResizeWeight(1);
        split.setBorder(BorderFactory.createEmptyBorder());
        split.setTopComponent(list);
        details.setPreferredSize(UIScale.scale(DETAIL_SIZE));
        details.setMinimumSize(new Dimension(0, 0));
        JPanel head = new JPanel(new BorderLayout());
        head.add(toolBar(), BorderLayout.NORTH);
        head.add(filter, BorderLayout.SOUTH);
        add(head, BorderLayout.NORTH);
        add(split, BorderLayout.CENTER);
        showDetails(true);
        addHierarchyListener(event -> actions.enable(isShowing()));
        actions.enable(isShowing());
        roster.listen(rosterListener);
    }

    /** Calls the listener with a line about what was done. */
    public void onNews(Consumer<String> listener) {
        news = listener;
    }

    /** Calls the listener with a line about what could not be done. */
    public void onProblem(Consumer<String> listener) {
        problem = listener;
    }

    /**
     * Brings back which participants were shown and whether in detail, and tells of each change of that.
     *
     * @param remembered a number that was remembered, by its name
     * @param toRemember takes a number to be remembered, and its name
     */
    public void rememberWith(Function<String, OptionalInt> remembered, ObjIntConsumer<String> toRemember) {
        filter.choose(
                remembered.apply("participants-own-room").orElse(0) == 1,
                remembered.apply("participants-left").orElse(1) == 1);
        boolean detailed = remembered.apply("participants-details").orElse(1) == 1;
        showDetails.putValue(Action.SELECTED_KEY, detailed);
        showDetails(detailed);
        remember = toRemember;
        showRows();
    }

    /** Listens no more; the window is gone. */
    public void stop() {
        roster.unlisten(rosterListener);
    }

    /** A menu of all that can be done here, for the window's menu bar. */
    public JMenu menu() {
        JMenu menu = PlainComponents.menu(Words.of("participant.menu"));
        menu.setName("menu-participant");
        for (Action action : actions.ofOne()) {
            menu.add(withoutKey(PlainComponents.menuItem(action)));
        }
        menu.addSeparator();
        menu.add(withoutKey(PlainComponents.menuItem(actions.forgetAction())));
        menu.add(withoutKey(PlainComponents.checkItem(showDetails)));
        return menu;
    }

    /** In the menu bar its key would count in the whole window, and Delete is for whoever is writing. */
    private static JMenuItem withoutKey(JMenuItem item) {
        item.setAccelerator(null);
        return item;
    }

    private void buildTable(long self) {
        table.setName("participants-table");
        table.getAccessibleContext().setAccessibleName(Words.of("participant.list"));
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setShowGrid(false);
        table.getTableHeader().setReorderingAllowed(false);
        table.setDefaultRenderer(Object.class, new ParticipantCell(model, self));
        PlainComponents.setColumnWidths(table, 140, 80, 72, 84, 84);
        table.getSelectionModel().addListSelectionListener(event -> selectionChanged());
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                // The menu that comes up is the row's below it.
                int row = table.rowAtPoint(event.getPoint());
                if (row >= 0 && event.getButton() != MouseEvent.BUTTON1) {
                    table.setRowSelectionInterval(row, row);
                }
            }

            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && event.getButton() == MouseEvent.BUTTON1) {
                    actions.talk();
                }
            }
        });
        JPopupMenu menu = new JPopupMenu();
        for (Action action : actions.ofOne()) {
            menu.add(PlainComponents.menuItem(action));
            Actions.bind(action, table, WHEN_FOCUSED);
        }
        menu.addSeparator();
        menu.add(PlainComponents.menuItem(actions.forgetAction()));
        table.setComponentPopupMenu(menu);
        Actions.bind(actions.forgetAction(), this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
        Action menuAction = Actions.action("", null, "", Words.of("participant.menu.tip"), () -> menuOfSelected(menu));
        for (KeyStroke key :
                List.of(KeyStroke.getKeyStroke(KeyEvent.VK_CONTEXT_MENU, 0), KeyStroke.getKeyStroke("shift F10"))) {
            table.getInputMap(WHEN_FOCUSED).put(key, menuAction);
        }
        table.getActionMap().put(menuAction, menuAction);
        Action toggle = Actions.action("", null, "alt ENTER", Words.of("participant.details.tip"), () -> {
            boolean shown = split.getBottomComponent() == null;
            showDetails.putValue(Action.SELECTED_KEY, shown);
            showDetails(shown);
        });
        Actions.bind(toggle, this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
    }

    private void menuOfSelected(JPopupMenu menu) {
        int row = table.getSelectedRow();
        if (row >= 0) {
            Rectangle cell = table.getCellRect(row, 0, false);
            menu.show(table, cell.x + cell.height, cell.y + cell.height);
        }
    }

    private void buildList() {
        JScrollPane pane = new JScrollPane(table);
        pane.setBorder(BorderFactory.createEmptyBorder());
        JLabel nobody = PlainComponents.label(Words.of("participant.nobody"));
        nobody.setForeground(UIManager.getColor("Transcript.dim"));
        Action everyone = Actions.action(
                Words.of("participant.show-all"),
                null,
                "ctrl shift U",
                Words.of("participant.show-all.tip"),
                filter::chooseAll);
        Actions.bind(everyone, this, WHEN_IN_FOCUSED_WINDOW);
        JButton all = PlainComponents.button(everyone);
        all.setName("show-all");
        JPanel none = new JPanel(new MigLayout("insets 12, fill, flowy", "[center]", "push[][]push"));
        none.add(nobody, "wmin 0");
        none.add(all);
        list.add(pane, ROWS);
        list.add(none, NOBODY);
        list.setPreferredSize(UIScale.scale(LIST_SIZE));
        list.setMinimumSize(UIScale.scale(LEAST_LIST_SIZE));
    }

    private JToolBar toolBar() {
        JToolBar bar = new JToolBar();
        bar.setFloatable(false);
        bar.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
        add(bar, PlainComponents.button(actions.talkAction()), "talk");
        add(bar, PlainComponents.button(actions.closeAction()), "close-process");
        add(bar, PlainComponents.button(actions.killAction()), "kill");
        add(bar, PlainComponents.button(actions.killTreeAction()), "kill-tree");
        bar.add(Box.createHorizontalGlue());
        add(bar, iconAlone(PlainComponents.button(actions.forgetAction())), "forget-left");
        add(bar, iconAlone(PlainComponents.toggle(showDetails)), "show-details");
        return bar;
    }

    private static AbstractButton iconAlone(AbstractButton button) {
        button.getAccessibleContext().setAccessibleName(button.getText());
        button.setHideActionText(true);
        return button;
    }

    private static void add(JToolBar bar, AbstractButton button, String name) {
        button.setName(name);
        button.setRequestFocusEnabled(false);
        // Its letter is the menu's; here it would be in the way of the same one in the window.
        button.setMnemonic(0);
        bar.add(button);
    }

    private void showDetails(boolean shown) {
        split.setBottomComponent(shown ? details : null);
        split.setDividerSize(shown ? UIManager.getInt("SplitPane.dividerSize") : 0);
        split.revalidate();
        remember.accept("participants-details", shown ? 1 : 0);
    }

    private void filterChanged() {
        remember.accept("participants-own-room", filter.isOwnRoomAlone() ? 1 : 0);
        remember.accept("participants-left", filter.chosen().left() ? 1 : 0);
        showRows();
    }

    private void rosterChanged(List<Member> here) {
        EventQueue.invokeLater(() -> {
            members = here;
            filter.offerRooms(here.stream()
                    .flatMap(member -> member.card().map(Frame.Card::room).stream())
                    .toList());
            showRows();
        });
    }

    private void showRows() {
        Optional<ProcessIdentity> before = selected().map(row -> row.member().identity());
        model.setRows(ParticipantRows.of(members, roster.departures().list(), filter.chosen()));
        before.flatMap(model::indexOf).ifPresent(index -> table.setRowSelectionInterval(index, index));
        ((CardLayout) list.getLayout()).show(list, model.getRowCount() == 0 && !members.isEmpty() ? NOBODY : ROWS);
        selectionChanged();
    }

    private Optional<ParticipantRow> selected() {
        int row = table.getSelectedRow();
        return row < 0 || row >= model.getRowCount() ? Optional.empty() : Optional.of(model.row(row));
    }

    private void selectionChanged() {
        details.show(selected());
        actions.enable(isShowing());
    }

    private final class Report implements ParticipantActions.Report {

        @Override
        public void news(String line) {
            news.accept(line);
        }

        @Override
        public void problem(String line) {
            problem.accept(line);
        }
    }
}
