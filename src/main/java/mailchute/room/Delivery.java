package mailchute.room;

import java.util.Optional;
import mailchute.ipc.IpcException;

/**
 * What became of a broadcast at one mailslot.
 *
 * @param failure why the mailslot did not take it; empty when it did
 */
public record Delivery(Target target, Optional<IpcException> failure) {

    /** Whether the mailslot took the message. */
    public boolean taken() {
        return failure.isEmpty();
    }
}
