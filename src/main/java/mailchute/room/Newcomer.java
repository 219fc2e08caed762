package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that has a participant's pipe and has not shown its card. */
record Newcomer(ProcessIdentity identity) {

    private static final Duration CARD_TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Newcomer.class);

    /** The process that has this pid now. */
    static Newcomer of(long pid) throws IpcException {
        try {
            return new Newcomer(OsProcess.identify(pid));
        } catch (IpcException e) {
            requireHidden(e);
            return new Newcomer(new ProcessIdentity(pid, 0, Instant.EPOCH));
        }
    }

    /** Opens the process, to see its end; empty where Windows keeps it from this user. */
    Optional<OsProcess> open() throws IpcException {
        try {
            return Optional.of(OsProcess.open(identity));
        } catch (IpcException e) {
            requireHidden(e);
            return Optional.empty();
        }
    }

    /** Another user's in a room of the machine on Windows: what is known of it is its pid, and what its pipe tells. */
    private static void requireHidden(IpcException e) throws IpcException {
        if (!Addresses.shared() || e.reason() != IpcException.Reason.ACCESS_DENIED) {
            throw e;
        }
    }

    /**
     * Asks it for its card, within two seconds.
     *
     * @param again whether it has been asked before: why it does not answer is said once
     * @return empty where it does not answer, or not as it should
     * @throws IpcException {@code NOT_FOUND} for what another user's killed process left, which only that user can sweep
     */
    Optional<Calls.Answer<Frame.Card>> ask(boolean again) throws IpcException {
        long pid = identity.pid();
        try {
            Calls.Answer<Frame.Card> card = Calls.askCard(pid, CARD_TIMEOUT);
            if (card.frame().pid() == pid) {
                return Optional.of(card);
            }
            LOG.warn(
                    "process {} shows the card of process {}", pid, card.frame().pid());
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND && Addresses.shared()) {
                throw e;
            }
            if (again) {
                LOG.debug("process {} still does not show its card: {}", pid, e.getMessage());
            } else if (e.reason() == IpcException.Reason.ACCESS_DENIED) {
                LOG.warn("process {} has a participant's name and is not let in: {}", pid, e.getMessage());
            } else {
                LOG.info("process {} does not show its card: {}", pid, e.getMessage());
            }
        }
        return Optional.empty();
    }
}
