package mailchute.ipc;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments of this process as the system has them. The Windows launcher of Java reads its command line in the code
 * page and loses what lies beyond, so there the system is asked.
 */
final class NativeArguments {

    private NativeArguments() {}

    /** What follows the first argument {@code word}; {@code javaArguments} where Java's own are right. */
    static List<String> after(String word, List<String> javaArguments) {
        if (!TestAddresses.WINDOWS) {
            return javaArguments;
        }
        Pointer line = NativeLibrary.getInstance("kernel32")
                .getFunction("GetCommandLineW")
                .invokePointer(new Object[0]);
        IntByReference count = new IntByReference();
        Pointer parsed = NativeLibrary.getInstance("shell32")
                .getFunction("CommandLineToArgvW")
                .invokePointer(new Object[] {new WString(line.getWideString(0)), count});
        List<String> all = new ArrayList<>(Arrays.asList(parsed.getWideStringArray(0, count.getValue())));
        return all.subList(all.indexOf(word) + 1, all.size());
    }
}
