package mailchute.window.settings;

import java.awt.Font;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import mailchute.settings.LanguageChoice;
import mailchute.settings.QuietHours;
import mailchute.settings.Settings;
import mailchute.settings.ThemeChoice;
import mailchute.window.part.FolderChooser;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.BadNameException;
import mailchute.wire.Limits;
import mailchute.wire.Names;
import net.miginfocom.swing.MigLayout;

/** What can be chosen, as fields; {@link #chosen} reads them. */
final class SettingsForm extends JPanel {

    private static final List<Integer> SCALES = List.of(75, 90, 100, 110, 125, 150, 175, 200);

    private final JTextField nickname = new JTextField(20);
    private final JComboBox<ThemeChoice> theme;
    private final JComboBox<Integer> scale;
    private final JComboBox<LanguageChoice> language;
    private final JCheckBox notifications = PlainComponents.markedCheckBox(Words.of("settings.notifications"));
    private final JCheckBox doNotDisturb = PlainComponents.markedCheckBox(Words.of("settings.do-not-disturb"));
    private final JCheckBox quietHours = PlainComponents.markedCheckBox(Words.of("settings.quiet-hours"));
    private final JTextField from = new JTextField(5);
    private final JTextField to = new JTextField(5);
    private final JTextField folder = new JTextField(26);
    private final JCheckBox history = PlainComponents.markedCheckBox(Words.of("settings.history"));

    SettingsForm(Settings shown) {
        super(new MigLayout("insets 0, gap 10 7, fillx, wrap 2", "[]14[grow,fill]"));
        theme = PlainComponents.comboBox(
                new DefaultComboBoxModel<>(ThemeChoice.values()), choice -> Words.of("settings.theme." + word(choice)));
        language = PlainComponents.comboBox(
                new DefaultComboBoxModel<>(LanguageChoice.values()),
                choice -> Words.of("settings.language." + word(choice)));
        TreeSet<Integer> scales = new TreeSet<>(SCALES);
        scales.add(shown.scale());
        scale = PlainComponents.comboBox(
                new DefaultComboBoxModel<>(scales.toArray(Integer[]::new)),
                percent -> Words.of("settings.percent", Integer.toString(percent)));
        build();
        show(shown);
        quietHours.addActionListener(event -> enableTimes());
        enableTimes();
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private void build() {
        heading(Words.of("settings.you"), "");
        row(Words.of("settings.nickname"), nickname, "nickname");
        nickname.putClientProperty("JTextField.placeholderText", Words.of("settings.nickname.none"));
        hint(Words.of("settings.nickname.hint"));
        heading(Words.of("settings.look"), "gaptop 8");
        row(Words.of("settings.theme"), theme, "theme");
        row(Words.of("settings.scale"), scale, "scale");
        row(Words.of("settings.language"), language, "language");
        hint(Words.of("settings.language.hint"));
        heading(Words.of("settings.messages"), "gaptop 8");
        box(notifications, "notifications");
        box(doNotDisturb, "do-not-disturb");
        box(quietHours, "quiet-hours");
        JPanel times = new JPanel(new MigLayout("insets 0, gap 6", "[][][][]"));
        time(times, Words.of("settings.quiet-from"), from, "quiet-from");
        time(times, Words.of("settings.quiet-to"), to, "quiet-to");
        add(times, "skip 1, gapleft 22");
        heading(Words.of("settings.kept"), "gaptop 8");
        JButton choose = PlainComponents.markedButton(Words.of("settings.choose"));
        choose.setName("choose-folder");
        choose.addActionListener(event -> chooseFolder());
        JLabel label = PlainComponents.labelFor(folder, Words.of("settings.folder"));
        folder.setName("folder");
        folder.putClientProperty("JTextField.placeholderText", Words.of("settings.folder.none"));
        add(label);
        add(folder, "split 2, wmin 120");
        add(choose, "growx 0");
        box(history, "history");
    }

    private void heading(String text, String constraints) {
        JLabel label = PlainComponents.label(text);
        label.setFont(label.getFont().deriveFont(Font.BOLD));
        add(label, "span, " + constraints);
    }

    private void row(String text, JComponent field, String name) {
        field.setName(name);
        add(PlainComponents.labelFor(field, text));
        add(field, field instanceof JComboBox ? "sizegroup choice, growx 0" : "growx 0");
    }

    private void box(JCheckBox box, String name) {
        box.setName(name);
        add(box, "skip 1");
    }

    private void hint(String text) {
        add(PlainComponents.hint(text), "skip 1");
    }

    private static void time(JPanel panel, String text, JTextField field, String name) {
        field.setName(name);
        panel.add(PlainComponents.labelFor(field, text));
        panel.add(field);
    }

    private void show(Settings shown) {
        nickname.setText(shown.nickname().orElse(""));
        theme.setSelectedItem(shown.theme());
        scale.setSelectedItem(shown.scale());
        language.setSelectedItem(shown.language());
        notifications.setSelected(shown.notifications());
        doNotDisturb.setSelected(shown.doNotDisturb());
        quietHours.setSelected(shown.quietHours().kept());
        from.setText(shown.quietHours().from().toString());
        to.setText(shown.quietHours().to().toString());
        folder.setText(shown.filesFolder().map(Path::toString).orElse(""));
        history.setSelected(shown.history());
    }

    private void enableTimes() {
        from.setEnabled(quietHours.isSelected());
        to.setEnabled(quietHours.isSelected());
    }

    private void chooseFolder() {
        FolderChooser.choose(
                        this,
                        Words.of("settings.folder.title"),
                        folder.getText().strip())
                .ifPresent(chosen -> folder.setText(chosen.toString()));
    }

    /**
     * What is chosen.
     *
     * @throws FormProblem for the first field that cannot be taken as it is
     */
    Settings chosen() throws FormProblem {
        return new Settings(
                chosenNickname(),
                theme.getItemAt(theme.getSelectedIndex()),
                scale.getItemAt(scale.getSelectedIndex()),
                language.getItemAt(language.getSelectedIndex()),
                notifications.isSelected(),
                doNotDisturb.isSelected(),
                chosenHours(),
                chosenFolder(),
                history.isSelected());
    }

    private Optional<String> chosenNickname() throws FormProblem {
        String text = nickname.getText().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Names.nickname(text));
        } catch (BadNameException e) {
            throw new FormProblem(nickname, Words.of("settings.nickname.bad", Limits.NAME));
        }
    }

    private QuietHours chosenHours() throws FormProblem {
        LocalTime begins = time(from);
        LocalTime ends = time(to);
        if (quietHours.isSelected() && begins.equals(ends)) {
            throw new FormProblem(to, Words.of("settings.quiet.same"));
        }
        return new QuietHours(quietHours.isSelected(), begins, ends);
    }

    private static LocalTime time(JTextField field) throws FormProblem {
        try {
            return QuietHours.time(field.getText().strip());
        } catch (IllegalArgumentException e) {
            throw new FormProblem(field, Words.of("settings.quiet.bad"));
        }
    }

    private Optional<Path> chosenFolder() throws FormProblem {
        String text = folder.getText().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            throw new FormProblem(folder, Words.of("settings.folder.bad"));
        }
        throw new FormProblem(folder, Words.of("settings.folder.bad"));
    }

    /** Where the folder is written. */
    JComponent folderField() {
        return folder;
    }
}
