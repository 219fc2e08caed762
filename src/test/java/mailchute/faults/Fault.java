package mailchute.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import mailchute.ipc.ChildCommand;

/**
 * One call of the C library that goes wrong in a process; see {@code src/test/c/linux/preload/fault.c}.
 *
 * @param who the role of the process, in which alone it does
 * @param call which call, and where that matters the part of a path after a blank
 * @param first the first that goes wrong, counted from 1
 * @param last the last
 * @param what {@code before} or {@code after}, for SIGKILL then, or the number of an error
 */
record Fault(String who, String call, int first, int last, String what) {

    private static final Path LIBRARY =
            Path.of("target/test/programs/linux/fault.so").toAbsolutePath();

    /** A kill before the call of that number. */
    static Fault before(String who, String call, int number) {
        return new Fault(who, call, number, number, "before");
    }

    /** A kill after it. */
    static Fault after(String who, String call, int number) {
        return new Fault(who, call, number, number, "after");
    }

    /** An error in place of calls, by its number. */
    static Fault failing(String who, String call, int first, int last, int error) {
        return new Fault(who, call, first, last, Integer.toString(error));
    }

    ChildCommand in(ChildCommand command) {
        if (!Files.exists(LIBRARY)) {
            throw new IllegalStateException(LIBRARY + " is not built; launch/test does that");
        }
        String[] words = call.split(" ");
        String file = words.length > 1 ? " " + words[1] : "";
        return command.environment("LD_PRELOAD", LIBRARY.toString())
                .environment("MAILCHUTE_FAULT", String.join(" ", who, words[0], first + "", last + "", what) + file);
    }

    @Override
    public String toString() {
        return what + " " + call + " " + first + (last == first ? "" : " to " + last);
    }
}
