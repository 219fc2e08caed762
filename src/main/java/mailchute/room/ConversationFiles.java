package mailchute.room;

import java.time.Duration;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.room.transfer.Transfer;
import mailchute.room.transfer.TransferLine;
import mailchute.wire.Frame;

/** A conversation, as those see it who bring files through it. */
final class ConversationFiles implements TransferLine {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Conversation conversation;

    ConversationFiles(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void send(Frame frame) {
        conversation.queue(frame);
    }

    @Override
    public NamedPipe connect() throws IpcException {
        NamedPipe pipe = Calls.connect(other().pid(), Deadline.after(PATIENCE));
        if (!pipe.peer().equals(conversation.peer())) {
            pipe.close();
            throw new IpcException(
                    IpcException.Reason.ACCESS_DENIED, "connect", pipe.address(), "someone else listens there now");
        }
        return pipe;
    }

    @Override
    public Frame.Card self() {
        return conversation.self();
    }

    @Override
    public Frame.Card other() {
        return conversation.other();
    }

    @Override
    public String otherUser() {
        return conversation.peer().user().id();
    }

    @Override
    public void changed(Transfer transfer) {
        conversation.changed(transfer);
    }
}
