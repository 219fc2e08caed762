package mailchute.room;

import java.time.Duration;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.BadFrameException;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;

/** What one participant asks of another over its pipe, one question a connection. */
final class Calls {

    /** An answer and who gave it, in the kernel's word. */
    record Answer<T extends Frame>(T frame, Peer peer) {}

    private Calls() {}

    static Answer<Frame.Card> askCard(long pid, Duration timeout) throws IpcException {
        return ask(pid, new Frame.AskCard(), Frame.Card.class, timeout);
    }

    static void askClose(long pid, Duration timeout) throws IpcException {
        ask(pid, new Frame.AskClose(), Frame.Closing.class, timeout);
    }

    private static <T extends Frame> Answer<T> ask(long pid, Frame question, Class<T> expected, Duration timeout)
            throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        try (NamedPipe pipe = connect(pid, deadline)) {
            pipe.write(FrameWriter.write(question), deadline.remaining());
            return new Answer<>(answer(pipe, expected, deadline), pipe.peer());
        }
    }

    /** Connects to a participant's pipe and makes sure that it is that participant who listens. */
    static NamedPipe connect(long pid, Deadline deadline) throws IpcException {
        String address = Addresses.pipe(pid);
        User owner = Addresses.ownerOf(pid);
        requireLetIn(pid, owner, address);
        NamedPipe pipe = NamedPipe.connect(address, Limits.PIPE_MESSAGE, deadline.remaining(), owner);
        try {
            if (pipe.peer().pid() != pid) {
                throw new IpcException(
                        IpcException.Reason.ACCESS_DENIED,
                        "connect",
                        address,
                        described(pipe.peer()) + " listens there");
            }
            requireLetIn(pid, pipe.peer().user(), address);
            return pipe;
        } catch (IpcException | RuntimeException e) {
            pipe.close();
            throw e;
        }
    }

    /**
     * Refuses another user's process but in the machine's rooms. A name says nothing: on Windows anyone may own
     * {@code mailchute.PID}. A stranger's pipe is not even opened, for that takes an instance away from its owner (PITFALLS 17).
     */
    private static void requireLetIn(long pid, User user, String address) throws IpcException {
        if (!Addresses.shared() && !user.id().equals(User.current().id())) {
            throw new IpcException(
                    IpcException.Reason.ACCESS_DENIED,
                    "connect",
                    address,
                    described(new Peer(pid, user)) + " has this name");
        }
    }

    /** A process and its account, in the kernel's word: {@code process 4711 of alice}. */
    static String described(Peer peer) {
        String whose = peer.user().name().isEmpty()
                ? "a user who is not known"
                : peer.user().name();
        return "process " + peer.pid() + " of " + whose;
    }

    static <T extends Frame> T answer(NamedPipe pipe, Class<T> expected, Deadline deadline) throws IpcException {
        Frame frame = readFrame(pipe, deadline);
        if (expected.isInstance(frame)) {
            return expected.cast(frame);
        }
        String why = frame instanceof Frame.Refused refused ? "refused: " + refused.why() : "a strange answer";
        throw new IpcException(IpcException.Reason.OTHER, "ask", pipe.address(), why);
    }

    static Frame readFrame(NamedPipe pipe, Deadline deadline) throws IpcException {
        NamedPipe.Read read = pipe.read(deadline.remaining());
        if (read instanceof NamedPipe.Message message) {
            try {
                return FrameReader.read(message.bytes());
            } catch (BadFrameException e) {
                throw new IpcException(IpcException.Reason.OTHER, "read", pipe.address(), e.getMessage());
            }
        }
        if (read instanceof NamedPipe.TooLarge large) {
            throw new IpcException(IpcException.Reason.TOO_LARGE, "read", pipe.address(), large.size() + " bytes");
        }
        throw new IpcException(
                read instanceof NamedPipe.Ended ? IpcException.Reason.OWNER_GONE : IpcException.Reason.TIMED_OUT,
                "read",
                pipe.address(),
                "");
    }
}
