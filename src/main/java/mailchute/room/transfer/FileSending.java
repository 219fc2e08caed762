package mailchute.room.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.LongPredicate;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Chunk;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.TransferEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file into a pipe, piece by piece, as fast as the other end reads and no faster. */
final class FileSending {

    /** What became of it. */
    enum Outcome {
        /** The last byte was read at the other end. */
        ALL_SENT,
        /** This side does not want to go on. */
        STOPPED,
        /** The file is not what was offered. */
        CHANGED,
        /** The other end left or does not read. */
        BROKEN
    }

    /** How long the other end may take to make room, and to read the last of it; a disk can be that slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How many bytes go out between two looks at whether the file is still the same. */
    private static final long BETWEEN_LOOKS = 16L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FileSending.class);

    private FileSending() {}

    /** Answers without a file. */
    static void refuse(NamedPipe pipe, Frame answer) throws IpcException {
        pipe.write(FrameWriter.write(answer), PATIENCE);
        pipe.closeAfterRead(PATIENCE);
    }

    /** Answers without a file, whether or not that is still wanted, and closes the pipe. */
    static void refuseAndClose(NamedPipe pipe, Frame answer) {
        try (pipe) {
            refuse(pipe, answer);
        } catch (IpcException e) {
            LOG.info("process {} asked for a file and left: {}", pipe.peer().pid(), e.getMessage());
        }
    }

    /**
     * Sends the bytes from an offset on.
     *
     * @param goOn is told how far it is after each piece, and says whether to go on
     * @throws IOException where the file cannot be read; an {@link IpcException} where the pipe is broken
     */
    static Outcome send(NamedPipe pipe, UUID id, SourceFile source, long offset, LongPredicate goOn)
            throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(source.path())) {
            file.position(offset);
            if (!source.isUnchanged()) {
                refuse(pipe, new Frame.CancelFile(id, TransferEnd.CHANGED));
                return Outcome.CHANGED;
            }
            pipe.write(FrameWriter.write(new Frame.FileFollows(id, offset, source.size())), PATIENCE);
            byte[] message = Chunk.room(Chunk.MOST);
            long sent = offset;
            long looked = offset;
            while (sent < source.size()) {
                int count = read(file, message, source.size() - sent);
                boolean last = sent + count >= source.size();
                // Before the last piece: nobody gets the whole of a file that was changed on the way.
                if (count == 0 || last || sent - looked >= BETWEEN_LOOKS) {
                    looked = sent;
                    if (count == 0 || !source.isUnchanged()) {
                        refuse(pipe, new Frame.CancelFile(id, TransferEnd.CHANGED));
                        return Outcome.CHANGED;
                    }
                }
                pipe.write(count == Chunk.MOST ? message : Arrays.copyOf(message, Chunk.START + count), PATIENCE);
                sent += count;
                if (!goOn.test(sent)) {
                    refuse(pipe, new Frame.PauseFile(id));
                    return Outcome.STOPPED;
                }
            }
            return pipe.closeAfterRead(PATIENCE) ? Outcome.ALL_SENT : Outcome.BROKEN;
        }
    }

    /** Fills the message's room, or what of it is still to come; 0 where the file is shorter than it was. */
    private static int read(SeekableByteChannel file, byte[] message, long most) throws IOException {
        ByteBuffer room = ByteBuffer.wrap(message, Chunk.START, (int) Math.min(Chunk.MOST, most));
        int start = room.position();
        while (room.hasRemaining()) {
            if (file.read(room) < 0) {
                break;
            }
        }
        return room.position() - start;
    }
}
