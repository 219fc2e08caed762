package mailchute.window;

import mailchute.settings.SettingsProblem;
import mailchute.window.part.Words;

/** What is wrong with the settings, in the language of the windows. */
final class SettingsWords {

    private SettingsWords() {}

    static String of(SettingsProblem problem) {
        if (problem instanceof SettingsProblem.SetAside aside) {
            return Words.of(
                    "settings.set-aside", aside.file().toString(), aside.aside().toString());
        }
        if (problem instanceof SettingsProblem.BadValue bad) {
            return Words.of("settings.bad-value", bad.file().toString(), bad.key(), bad.value());
        }
        SettingsProblem.Unreadable unreadable = (SettingsProblem.Unreadable) problem;
        return Words.of("settings.unreadable", unreadable.file().toString(), unreadable.why());
    }
}
