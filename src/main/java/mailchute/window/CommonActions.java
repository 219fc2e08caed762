package mailchute.window;

import java.awt.EventQueue;
import javax.swing.Action;
import javax.swing.JFrame;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.settings.SettingsProblem;
import mailchute.window.alert.MessageAlert;
import mailchute.window.help.AboutDialog;
import mailchute.window.help.KeysDialog;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.window.settings.SettingsDialog;

/** What every window can do beside what it is for: settings, do not disturb, help. It says what is wrong with the settings. */
final class CommonActions implements LiveSettings.Listener {

    private final LiveSettings settings;
    private final StatusLine status;
    private final MessageAlert alert;
    private final Background work = new Background("mailchute-do-not-disturb");
    private final Action settingsAction;
    private final Action doNotDisturb;
    private final Action keys;
    private final Action about;

    CommonActions(JFrame frame, LiveSettings settings, StatusLine status, MessageAlert alert) {
        this.settings = settings;
        this.status = status;
        this.alert = alert;
        settingsAction = Actions.action(
                Words.of("settings"),
                null,
                "ctrl COMMA",
                Words.of("settings.tip"),
                () -> SettingsDialog.open(frame, settings));
        doNotDisturb = Actions.toggle(
                Words.of("do-not-disturb"),
                null,
                "ctrl shift D",
                Words.of("do-not-disturb.tip"),
                settings.current().doNotDisturb(),
                this::setDoNotDisturb);
        keys = Actions.action(Words.of("keys"), null, "F1", Words.of("keys.tip"), () -> KeysDialog.open(frame));
        about = Actions.action(
                Words.of("about"), null, "shift F1", Words.of("about.tip"), () -> AboutDialog.open(frame));
        settings.listen(this);
    }

    Action settings() {
        return settingsAction;
    }

    Action doNotDisturb() {
        return doNotDisturb;
    }

    Action keys() {
        return keys;
    }

    Action about() {
        return about;
    }

    /** Says what was wrong with the settings when they were read. */
    void tellOfProblems() {
        settings.problems().forEach(this::tell);
    }

    /** Listens no more; the window is gone. */
    void stop() {
        settings.unlisten(this);
    }

    @Override
    public void changed(Settings now) {
        EventQueue.invokeLater(() -> doNotDisturb.putValue(Action.SELECTED_KEY, now.doNotDisturb()));
    }

    @Override
    public void broken(SettingsProblem problem) {
        EventQueue.invokeLater(() -> tell(problem));
    }

    private void tell(SettingsProblem problem) {
        alert.say(Words.of("settings.problem"), SettingsWords.of(problem));
    }

    private void setDoNotDisturb(boolean on) {
        Settings before = settings.current();
        work.runOnFiles(
                () -> {
                    settings.change(before.withDoNotDisturb(!on), before.withDoNotDisturb(on));
                    return on;
                },
                done -> {},
                why -> {
                    doNotDisturb.putValue(
                            Action.SELECTED_KEY, settings.current().doNotDisturb());
                    status.error(Words.of("settings.not-saved", why.getMessage()));
                });
    }
}
