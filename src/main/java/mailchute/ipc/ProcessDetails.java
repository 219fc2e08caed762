package mailchute.ipc;

import java.util.Optional;

/**
 * What a process runs and how much memory it takes, as far as this user may know.
 *
 * @param executable the whole path of its program; for a script its interpreter's
 * @param memory what it takes now
 */
public record ProcessDetails(Optional<String> executable, Optional<Memory> memory) {

    /**
     * An amount of memory.
     *
     * @param bytes how much
     * @param measure what is counted
     */
    public record Memory(long bytes, Measure measure) {}

    /** What an amount of memory counts. */
    public enum Measure {
        /** What only this process uses, and its share of what several use (Linux: {@code Pss} of {@code smaps_rollup}). */
        PROPORTIONAL,
        /** What of it is in memory, shared or not (Linux: {@code VmRSS} of {@code status}). */
        RESIDENT,
        /** What only this process can use, in memory or not (Windows: {@code PrivateUsage}). */
        PRIVATE
    }
}
