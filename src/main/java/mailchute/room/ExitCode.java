package mailchute.room;

import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.IpcSystem;

/** What a process ended with; 128 and the signal's number where a signal ended it (Linux). */
public record ExitCode(int value) {

    /** A shell's way to say that a signal ended a program, and the last signal that there is. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;

    /** What an {@link mailchute.ipc.OsProcess} tells of its end. */
    static Optional<ExitCode> of(OptionalInt told) {
        return told.isPresent() ? Optional.of(new ExitCode(told.getAsInt())) : Optional.empty();
    }

    /** The signal that ended it, as far as the number tells. */
    public OptionalInt signal() {
        boolean linux = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX;
        return linux && value > SIGNALLED && value <= SIGNALLED + LAST_SIGNAL
                ? OptionalInt.of(value - SIGNALLED)
                : OptionalInt.empty();
    }

    /** The number as people know it: what Windows ends a program with for a fault is known by its hexadecimal name. */
    @Override
    public String toString() {
        return value < 0 ? String.format("0x%08X", value) : Integer.toString(value);
    }
}
