package mailchute.room.transfer;

import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;

/** A conversation, as far as transfers need it. */
public interface TransferLine {

    /** Sends a frame; never waits. What cannot be sent is lost with the conversation, which the exchange is told. */
    void send(Frame frame);

    /**
     * Opens a second pipe to the other end, for one question, and makes sure that it is the same process of the same user.
     *
     * @throws IpcException where it does not answer, or it is someone else who does
     */
    NamedPipe connect() throws IpcException;

    /** What this end says of itself. */
    Frame.Card self();

    /** What the other end says of itself. */
    Frame.Card other();

    /** The id of the account at the other end, in the kernel's word. */
    String otherUser();

    /** Tells who listens to the conversation that something about this transfer is new. */
    void changed(Transfer transfer);
}
