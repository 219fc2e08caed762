package mailchute.window.participants;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.Role;
import net.miginfocom.swing.MigLayout;

/** Above the list: of which room and role it shows participants, with what text, and whether those that left. */
final class FilterRow extends JPanel {

    private final String ownRoom;
    private final transient Runnable changed;
    private final DefaultComboBoxModel<Optional<String>> rooms = new DefaultComboBoxModel<>();
    private final JComboBox<Optional<String>> room = PlainComponents.comboBox(rooms, this::words);
    private final DefaultComboBoxModel<Optional<Role>> roles = new DefaultComboBoxModel<>();
    private final JComboBox<Optional<Role>> role = PlainComponents.comboBox(
            roles, chosen -> chosen.map(ParticipantWords::role).orElseGet(() -> Words.of("participant.filter.roles")));
    private final JTextField text = new JTextField();
    private final JCheckBox left = PlainComponents.checkBox(Words.of("participant.filter.left"));
    private List<String> others = List.of();
    private boolean filling;

    /** @param changed is told when something else is to be shown */
    FilterRow(String ownRoom, Runnable changed) {
        super(new MigLayout("insets 2 8 4 8, gap 6 0, fillx", "[60:115:150,fill][60:95:130,fill][50:90:,grow,fill][]"));
        this.ownRoom = ownRoom;
        this.changed = changed;
        roles.addElement(Optional.empty());
        for (Role each : Role.values()) {
            roles.addElement(Optional.of(each));
        }
        fillRooms();
        name(room, "filter-room", Words.of("participant.filter.room.name"));
        name(role, "filter-role", Words.of("participant.filter.role.name"));
        name(text, "filter-text", Words.of("participant.filter.text.name"));
        left.setName("filter-left");
        left.setSelected(true);
        left.setToolTipText(Words.of("participant.filter.left.tip"));
        text.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Words.of("participant.filter.text"));
        text.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        room.addActionListener(event -> tell());
        role.addActionListener(event -> tell());
        left.addActionListener(event -> tell());
        text.getDocument().addDocumentListener(new Typed());
        add(room, "wmin 60");
        add(role, "wmin 60");
        add(text, "wmin 50");
        add(left);
    }

    private static void name(JComponent component, String name, String accessibleName) {
        component.setName(name);
        component.setToolTipText(accessibleName);
        component.getAccessibleContext().setAccessibleName(accessibleName);
    }

    private String words(Optional<String> chosen) {
        return chosen.map(name -> name.equals(ownRoom) ? Words.of("participant.filter.own-room", name) : name)
                .orElseGet(() -> Words.of("participant.filter.rooms"));
    }

    /** What is chosen. */
    ParticipantsFilter chosen() {
        return new ParticipantsFilter(chosenRoom(), chosenRole(), text.getText(), left.isSelected());
    }

    private Optional<String> chosenRoom() {
        return rooms.getElementAt(Math.max(0, room.getSelectedIndex()));
    }

    private Optional<Role> chosenRole() {
        return roles.getElementAt(Math.max(0, role.getSelectedIndex()));
    }

    /** Whether participants of this window's room alone are shown. */
    boolean isOwnRoomAlone() {
        return chosenRoom().equals(Optional.of(ownRoom));
    }

    /** Chooses anew; tells nobody. */
    void choose(boolean ownRoomAlone, boolean showLeft) {
        filling = true;
        rooms.setSelectedItem(ownRoomAlone ? Optional.of(ownRoom) : Optional.empty());
        left.setSelected(showLeft);
        filling = false;
    }

    /** Chooses everyone, and tells. */
    void chooseAll() {
        filling = true;
        room.setSelectedIndex(0);
        role.setSelectedIndex(0);
        text.setText("");
        left.setSelected(true);
        filling = false;
        tell();
    }

    /** Offers these rooms as well as this window's and the one that is chosen. */
    void offerRooms(Collection<String> there) {
        TreeSet<String> all = new TreeSet<>(there);
        chosenRoom().ifPresent(all::add);
        all.remove(ownRoom);
        // Not under the hand of whoever chooses.
        if (!others.equals(List.copyOf(all)) && !room.isPopupVisible()) {
            others = List.copyOf(all);
            fillRooms();
        }
    }

    private void fillRooms() {
        filling = true;
        Object before = rooms.getSelectedItem();
        List<Optional<String>> all = new ArrayList<>(List.of(Optional.empty(), Optional.of(ownRoom)));
        others.forEach(name -> all.add(Optional.of(name)));
        rooms.removeAllElements();
        rooms.addAll(all);
        rooms.setSelectedItem(before == null ? Optional.empty() : before);
        filling = false;
    }

    private void tell() {
        if (!filling) {
            changed.run();
        }
    }

    private final class Typed implements DocumentListener {

        @Override
        public void insertUpdate(DocumentEvent event) {
            tell();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            tell();
        }

        @Override
        public void changedUpdate(DocumentEvent event) {
            // Of no text.
        }
    }
}
