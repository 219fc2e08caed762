package mailchute.settings;

import java.nio.file.Path;

/** A process that changes one key of a settings file, and one of a state file, many times. */
final class SettingsWriter {

    private SettingsWriter() {}

    /** {@code FOLDER KEY ROUNDS}: the last value is the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[2]);
        StateFile file = new StateFile(folder.resolve("shared.conf"));
        for (int round = 1; round <= rounds; round++) {
            String value = Integer.toString(round);
            file.change(entries -> {
                entries.put(arguments[1], value);
                entries.merge("all", "1", (old, one) -> Integer.toString(Integer.parseInt(old) + 1));
                return entries;
            });
        }
    }
}
