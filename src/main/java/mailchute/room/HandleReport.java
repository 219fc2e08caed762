package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.HandleTable;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;

/** A participant's handle table, asked for over its pipe and told over it, a frame for each handle. */
public final class HandleReport {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HandleReport() {}

    /** The open handles of a participant, as {@link #of(long, Duration)} tells them; waits for at most ten seconds. */
    public static List<Frame.OpenHandle> of(long pid) throws IpcException {
        return of(pid, PATIENCE);
    }

    /**
     * The open handles of a participant.
     *
     * @param patience how long it may take
     * @throws IpcException {@code NOT_FOUND} where no participant has this pid; {@code OTHER} where it refuses, being
     *     another user's, or answers strangely
     */
    public static List<Frame.OpenHandle> of(long pid, Duration patience) throws IpcException {
        Deadline deadline = Deadline.after(patience);
        try (NamedPipe pipe = Calls.connect(pid, deadline)) {
            pipe.write(FrameWriter.write(new Frame.AskHandles()), deadline.remaining());
            List<Frame.OpenHandle> handles = new ArrayList<>();
            Frame answer = Calls.readFrame(pipe, deadline);
            while (answer instanceof Frame.OpenHandle handle) {
                handles.add(handle);
                answer = Calls.readFrame(pipe, deadline);
            }
            if (answer instanceof Frame.HandlesEnd end && end.count() == handles.size()) {
                return handles;
            }
            String why = answer instanceof Frame.Refused refused ? "refused: " + refused.why() : "a strange answer";
            throw new IpcException(IpcException.Reason.OTHER, "ask for the handles of", Long.toString(pid), why);
        }
    }

    /** Tells this process's own, the end excepted, and returns that. */
    static Frame.HandlesEnd tell(NamedPipe pipe, Deadline deadline) throws IpcException {
        List<HandleTable.Entry> entries = HandleTable.entries();
        List<Long> participants =
                LongStream.of(Addresses.participants()).boxed().toList();
        Map<Long, Integer> usage = HandleTable.usageCounts(entries, participants);
        for (HandleTable.Entry entry : entries) {
            Integer count = usage.get(entry.value());
            Frame.OpenHandle handle = new Frame.OpenHandle(
                    entry.value(),
                    entry.kind().toString(),
                    entry.address(),
                    entry.kind().access().toString(),
                    entry.inheritance() == Handle.Inheritance.INHERITABLE,
                    entry.adopted(),
                    Instant.ofEpochMilli(entry.openedAt().toEpochMilli()),
                    count == null ? OptionalLong.empty() : OptionalLong.of(count));
            pipe.write(FrameWriter.write(handle), deadline.remaining());
        }
        return new Frame.HandlesEnd(entries.size());
    }
}
