package mailchute.ipc;

import java.time.Instant;

/**
 * Names one process for good: a pid alone is used again after its process ended.
 *
 * @param pid the process id
 * @param startStamp when it started, in the system's own unit, only to be compared: {@code FILETIME} on Windows, clock
 *     ticks since boot on Linux
 * @param startedAt the same as a time of day
 */
public record ProcessIdentity(long pid, long startStamp, Instant startedAt) {

    /** Whether both name the same process. */
    public boolean sameProcess(ProcessIdentity other) {
        return pid == other.pid && startStamp == other.startStamp;
    }
}
