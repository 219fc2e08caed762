package mailchute.ipc.win32;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;

/** A child's environment as {@code CreateProcess} takes it: {@code NAME=value} and NUL, sorted by name; at last a NUL. */
final class EnvironmentBlock {

    /**
     * As the system compares names: character by character in capitals, in no language. {@code compareToIgnoreCase} would
     * compare small letters and sort an underscore before them.
     */
    private static final Comparator<String> BY_NAME = Comparator.comparing(EnvironmentBlock::capitals);

    private EnvironmentBlock() {}

    private static String capitals(String name) {
        StringBuilder capitals = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char upper = Character.toUpperCase(c);
            // The system has no capital of the dotless i and the long s: they are letters of their own there.
            capitals.append(c > 0x7f && upper <= 0x7f ? c : upper);
        }
        return capitals.toString();
    }

    /** This process's environment, or none, with some variables changed or taken away. */
    static String of(ChildCommand command) throws IpcException {
        return of(command.startsFromEmptyEnvironment() ? List.of() : current(), command.environment());
    }

    /**
     * @param entries {@code NAME=value}; a name may begin with {@code =}, as {@code =C:} does, the folder of a drive
     * @param changes a value, or empty for a variable that is taken away
     */
    static String of(List<String> entries, Map<String, Optional<String>> changes) {
        Map<String, String> sorted = new TreeMap<>(BY_NAME);
        for (String entry : entries) {
            int equals = entry.indexOf('=', 1);
            if (equals > 0) {
                sorted.put(entry.substring(0, equals), entry);
            }
        }
        changes.forEach((name, value) -> {
            requireValid(name, value.orElse(""));
            sorted.remove(name);
            value.ifPresent(text -> sorted.put(name, name + "=" + text));
        });
        StringBuilder block = new StringBuilder();
        sorted.values().forEach(entry -> block.append(entry).append('\0'));
        if (sorted.isEmpty()) {
            block.append('\0');
        }
        return block.append('\0').toString();
    }

    private static void requireValid(String name, String value) {
        if (name.isEmpty() || name.indexOf('=', 1) >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an environment variable: " + name);
        }
    }

    /** From the system and not from the JVM, whose copy misses what native code set meanwhile. */
    private static List<String> current() throws IpcException {
        Pointer block = WinApi.INSTANCE.GetEnvironmentStrings();
        if (block == null) {
            throw SystemError.last("get environment", "");
        }
        try {
            List<String> entries = new ArrayList<>();
            long offset = 0;
            String entry = block.getWideString(offset);
            while (!entry.isEmpty()) {
                entries.add(entry);
                offset += (entry.length() + 1L) * Character.BYTES;
                entry = block.getWideString(offset);
            }
            return entries;
        } finally {
            WinApi.INSTANCE.FreeEnvironmentStrings(block);
        }
    }
}
