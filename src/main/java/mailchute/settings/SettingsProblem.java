package mailchute.settings;

import java.nio.file.Path;

/** What was wrong with the file of settings, and what was done about it. */
public sealed interface SettingsProblem {

    /** What was wrong, in a line. */
    String line();

    /** It was broken; it is kept under another name, and the defaults count. */
    record SetAside(Path file, Path aside) implements SettingsProblem {

        @Override
        public String line() {
            return "the settings in " + file + " were broken; the file is now " + aside + ", and the defaults are used";
        }
    }

    /** It cannot be read; the defaults count. */
    record Unreadable(Path file, String why) implements SettingsProblem {

        @Override
        public String line() {
            return "the settings cannot be read, the defaults are used: " + file + ": " + why;
        }
    }

    /** A key has a value that means nothing; its default counts, the file is left as it is. */
    record BadValue(Path file, String key, String value) implements SettingsProblem {

        @Override
        public String line() {
            return "the setting " + key + " in " + file + " cannot be " + value + "; its default is used";
        }
    }
}
