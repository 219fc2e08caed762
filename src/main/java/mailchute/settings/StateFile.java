package mailchute.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A file of keys and values that the program writes for itself and may lose, such as where windows were. Several processes
 * change it at once, each what is there at that moment. All calls may block.
 */
public final class StateFile {

    private final KeyedFile file;

    /** A file, which need not be there. */
    public StateFile(Path file) {
        this.file = new KeyedFile(file, List.of());
    }

    /** The file of this user with that name, in {@link UserFolders#state}. */
    public static StateFile ofUser(String name) {
        return new StateFile(UserFolders.state().resolve(name));
    }

    /** What is there, in the order of the file. */
    public Map<String, String> read() throws IOException {
        return file.read().text().entries();
    }

    /**
     * Changes what is there.
     *
     * @param change may change the map it is given, which has the order of the file, and returns what is to be there
     * @return what is there now
     */
    public Map<String, String> change(UnaryOperator<Map<String, String>> change) throws IOException {
        return file.change(text -> {
                    KeyedText changed = KeyedText.EMPTY;
                    for (Map.Entry<String, String> entry :
                            change.apply(new LinkedHashMap<>(text.entries())).entrySet()) {
                        changed = changed.with(entry.getKey(), entry.getValue());
                    }
                    return changed;
                })
                .text()
                .entries();
    }
}
