package mailchute.wire;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/** Ids of what is said and offered: UUIDs of version 7, the millisecond first and then 74 bits of chance. */
public final class TimeOrderedId {

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private TimeOrderedId() {}

    /** An id that no other process has, nor this one had. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
