package mailchute.room.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.wire.BadFrameException;
import mailchute.wire.Chunk;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.TransferEnd;

/** Fetches one file into its part, on from what is there, and gives it its name if the checksum is right. */
final class FileFetching {

    /** What became of it. */
    sealed interface Outcome {

        /** The file is there. */
        record Done(Path file) implements Outcome {}

        /** This side did not want to go on. */
        record Stopped() implements Outcome {}

        /** The offerer has it rest. */
        record PausedThere() implements Outcome {}

        /** There is nothing more to be had. */
        record Ended(TransferEnd why) implements Outcome {}

        /** It can go on later from where it is. */
        record Broken(Transfer.Problem problem) implements Outcome {}
    }

    /** Who wants the file. */
    interface Owner {

        /** The pipe is open; returns false where it is not wanted any more, and closes it when that becomes so. */
        boolean connected(NamedPipe pipe);

        /** So many bytes are there; returns whether to go on. */
        boolean goOn(long bytes);

        /** Whether a checksum is being computed at the moment, and no byte comes. */
        void checking(boolean now);
    }

    /** How long the offerer may be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID id;
    private final String name;
    private final long size;
    private final String sha256;
    private final Owner owner;

    FileFetching(UUID id, String name, long size, String sha256, Owner owner) {
        this.id = id;
        this.name = name;
        this.size = size;
        this.sha256 = sha256;
        this.owner = owner;
    }

    /** Blocks until the outcome is there. */
    Outcome fetch(TransferLine line, Path folder) {
        try {
            Files.createDirectories(folder);
            PartFile part = PartFile.open(folder, name, sha256);
            try (part) {
                return fetch(line, folder, part);
            }
        } catch (IpcException e) {
            return new Outcome.Broken(new Transfer.Problem(Transfer.Problem.Kind.CONNECTION, e.words()));
        } catch (IOException e) {
            String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Outcome.Broken(new Transfer.Problem(Transfer.Problem.Kind.NOT_WRITTEN, words));
        }
    }

    private Outcome fetch(TransferLine line, Path folder, PartFile part) throws IOException {
        if (part.length() > size) {
            part.empty();
        }
        if (Files.getFileStore(folder).getUsableSpace() < size - part.length()) {
            return new Outcome.Broken(new Transfer.Problem(Transfer.Problem.Kind.NO_SPACE, folder.toString()));
        }
        try (Checksum checksum = new Checksum(size)) {
            owner.checking(part.length() > 0);
            boolean whole = part.takeInto(checksum, owner::goOn);
            owner.checking(false);
            if (!whole) {
                return new Outcome.Stopped();
            }
            Optional<Outcome> early = receive(line, part, checksum);
            return early.isPresent() ? early.get() : finish(part, checksum);
        }
    }

    /** Empty once all bytes are there. */
    private Optional<Outcome> receive(TransferLine line, PartFile part, Checksum checksum) throws IOException {
        long received = part.length();
        try (NamedPipe pipe = line.connect()) {
            if (!owner.connected(pipe)) {
                return Optional.of(new Outcome.Stopped());
            }
            pipe.write(FrameWriter.write(new Frame.AskFile(id, received)), PATIENCE);
            Frame answer = frame(message(pipe));
            if (!(answer instanceof Frame.FileFollows follows)
                    || follows.offset() != received
                    || follows.size() != size) {
                return Optional.of(outcomeOf(answer));
            }
            if (!owner.goOn(received)) {
                return Optional.of(new Outcome.Stopped());
            }
            while (received < size) {
                byte[] message = message(pipe);
                if (!Chunk.isChunk(message)) {
                    return Optional.of(outcomeOf(frame(message)));
                }
                int count = message.length - Chunk.START;
                if (count > size - received) {
                    throw broken("more bytes than were offered");
                }
                part.append(message, Chunk.START, count);
                checksum.update(message, Chunk.START, count);
                received += count;
                if (!owner.goOn(received)) {
                    return Optional.of(new Outcome.Stopped());
                }
            }
        }
        return Optional.empty();
    }

    private Outcome finish(PartFile part, Checksum checksum) throws IOException {
        owner.checking(true);
        if (!checksum.hex().equals(sha256)) {
            part.discard();
            return new Outcome.Ended(TransferEnd.WRONG_CHECKSUM);
        }
        return new Outcome.Done(part.finish(name));
    }

    private static Outcome outcomeOf(Frame answer) throws IpcException {
        if (answer instanceof Frame.PauseFile) {
            return new Outcome.PausedThere();
        } else if (answer instanceof Frame.CancelFile cancel) {
            return new Outcome.Ended(cancel.why());
        }
        throw broken(answer instanceof Frame.Refused refused ? "refused: " + refused.why() : "a strange answer");
    }

    private static byte[] message(NamedPipe pipe) throws IpcException {
        NamedPipe.Read read = pipe.read(PATIENCE);
        if (read instanceof NamedPipe.Message message) {
            return message.bytes();
        } else if (read instanceof NamedPipe.Ended) {
            throw new IpcException(IpcException.Reason.OWNER_GONE, "read", pipe.address(), "");
        } else if (read instanceof NamedPipe.TooLarge large) {
            throw broken("a message of " + large.size() + " bytes");
        }
        throw new IpcException(
                IpcException.Reason.TIMED_OUT, "read", pipe.address(), "silent for " + PATIENCE.toSeconds() + " s");
    }

    private static Frame frame(byte[] message) throws IpcException {
        try {
            return FrameReader.read(message);
        } catch (BadFrameException e) {
            throw broken(e.getMessage());
        }
    }

    private static IpcException broken(String what) {
        return IpcException.inWords(IpcException.Reason.OTHER, "fetch", what);
    }
}
