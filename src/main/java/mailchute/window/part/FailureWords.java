package mailchute.window.part;

import java.util.Locale;
import mailchute.ipc.IpcException;

/** A failed system call in the language of the windows. The log has it in English, with the operation. */
public final class FailureWords {

    private FailureWords() {}

    /** What went wrong in one line: where, what, and the system's own word for it. */
    public static String of(IpcException failure) {
        String line = failure.address().isEmpty()
                ? brief(failure)
                : Words.of("failure.at", failure.address(), brief(failure));
        boolean more = !failure.detail().isEmpty() && failure.reason() != IpcException.Reason.OTHER;
        return more ? Words.of("failure.detail", line, failure.detail()) : line;
    }

    /** What went wrong in a few words. */
    public static String brief(IpcException failure) {
        return failure.reason() == IpcException.Reason.OTHER
                ? failure.words()
                : Words.of("failure." + failure.reason().name().toLowerCase(Locale.ROOT));
    }
}
