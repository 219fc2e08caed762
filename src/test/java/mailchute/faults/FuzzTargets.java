package mailchute.faults;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mailchute.cli.CommandLineFuzz;
import mailchute.history.SearchFuzz;
import mailchute.ipc.OrderFuzz;
import mailchute.room.share.ShareFuzz;
import mailchute.room.transfer.FileNameFuzz;
import mailchute.settings.SettingsFuzz;
import mailchute.window.transcript.LinksFuzz;
import mailchute.wire.WireFuzz;

/**
 * Everything that reads from outside, as Jazzer calls it: {@code -Dmailchute.fuzz.target} names one, else the first byte of an
 * input chooses.
 */
public final class FuzzTargets {

    /** Takes any bytes; what it throws is a bug. */
    interface Target {
        void take(byte[] bytes);
    }

    static final Map<String, Target> ALL = new LinkedHashMap<>();

    static {
        ALL.put("mailslot", WireFuzz::mailslot);
        ALL.put("frame", WireFuzz::frame);
        ALL.put("name", WireFuzz::name);
        ALL.put("offered-file-name", FileNameFuzz::offered);
        ALL.put("share-request", ShareFuzz::request);
        ALL.put("settings", SettingsFuzz::settings);
        ALL.put("downloads", SettingsFuzz::downloads);
        ALL.put("search", SearchFuzz::query);
        ALL.put("arguments", CommandLineFuzz::arguments);
        ALL.put("prompt", CommandLineFuzz::prompt);
        ALL.put("slash", CommandLineFuzz::slash);
        ALL.put("order", OrderFuzz::order);
        ALL.put("links", LinksFuzz::text);
    }

    private static final List<String> NAMES = List.copyOf(ALL.keySet());
    private static final String CHOSEN = System.getProperty("mailchute.fuzz.target", "");

    private FuzzTargets() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (!CHOSEN.isEmpty()) {
            ALL.get(CHOSEN).take(input);
        } else if (input.length > 0) {
            ALL.get(NAMES.get(Byte.toUnsignedInt(input[0]) % NAMES.size()))
                    .take(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /** The same input for the entry that lets the first byte choose. */
    static byte[] chosenByFirstByte(String target, byte[] input) {
        byte[] all = new byte[input.length + 1];
        all[0] = (byte) NAMES.indexOf(target);
        System.arraycopy(input, 0, all, 1, input.length);
        return all;
    }

    /** What {@link #chosenByFirstByte} made one of. */
    static String targetOf(byte[] input) {
        return NAMES.get(Byte.toUnsignedInt(input[0]) % NAMES.size());
    }
}
