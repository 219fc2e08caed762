package mailchute.room.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.room.TestRoom;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.Role;

/**
 * A conversation whose other end is the test: what is sent can be looked at, and a pipe goes to an address of the test's.
 *
 * @param address where {@link #connect} goes
 */
record TestLine(String address, BlockingQueue<Frame> sent, Frame.Card self, Frame.Card other) implements TransferLine {

    TestLine(String address) {
        this(address, new LinkedBlockingQueue<>(), card("me"), card("mallory"));
    }

    static Frame.Card card(String nickname) {
        return new Frame.Card(
                1, 1, Role.SENDER, nickname, "lobby", Optional.empty(), Optional.empty(), Instant.ofEpochMilli(0));
    }

    @Override
    public void send(Frame frame) {
        sent.add(frame);
    }

    @Override
    public NamedPipe connect() throws IpcException {
        return NamedPipe.connect(address, Limits.PIPE_MESSAGE, TestRoom.PATIENCE);
    }

    @Override
    public String otherUser() {
        return "0";
    }

    @Override
    public void changed(Transfer transfer) {
        // Looked at by its status.
    }
}
