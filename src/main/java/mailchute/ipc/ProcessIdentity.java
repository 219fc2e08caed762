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

    /** Written out, because what the JVM makes for a record at its first use takes 7 ms of each process's start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessIdentity identity
                && sameProcess(identity)
                && startedAt.equals(identity.startedAt);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(pid) + Long.hashCode(startStamp);
    }

    /** Whether both name the same process. */
    public boolean sameProcess(ProcessIdentity other) {
        return pid == other.pid && startStamp == other.startStamp;
    }
}
