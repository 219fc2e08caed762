package mailchute.room.share;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;

/** The classic client: asks a pipe for a file and takes what comes. */
public final class FileFetch {

    /** The largest message that is taken; a classic server sends 1,024 bytes. */
    private static final int LARGEST_MESSAGE = 1024 * 1024;

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

    /** The server has no such file, or does not give it away, or it did not come whole. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private FileFetch() {}

    /**
     * Fetches a file.
     *
     * @param address the pipe
     * @param charset what the server reads names in
     * @return how many bytes came. That these are all is certain where the server is Mailchute's, which says first how many
     *     will come; any other only ends
     * @throws IllegalArgumentException where the name is empty, or has a NUL or a character that the charset lacks, or is over
     *     32 KiB
     * @throws IpcException where the pipe is not there, busy for five seconds, not this user's to open, or silent
     * @throws Refused where the server refuses or ends too early
     * @throws IOException where what came cannot be written
     */
    public static long fetch(String address, String name, Charset charset, OutputStream to)
            throws IOException, Refused {
        byte[] request = FileRequest.write(name, charset);
        try (NamedPipe pipe = NamedPipe.connect(address, LARGEST_MESSAGE, CONNECT_PATIENCE)) {
            pipe.write(request, READ_PATIENCE);
            Optional<byte[]> message = next(pipe);
            OptionalLong size = OptionalLong.empty();
            Optional<FileAnswer> answer = message.flatMap(FileAnswer::read);
            if (answer.isPresent()) {
                size = answer.get().size();
                if (size.isEmpty()) {
                    throw new Refused(answer.get().why());
                }
                message = next(pipe);
            }
            long received = 0;
            while (message.isPresent()) {
                to.write(message.get());
                received += message.get().length;
                message = next(pipe);
            }
            if (size.isPresent() && size.getAsLong() != received) {
                throw new Refused("cut short after " + received + " of " + size.getAsLong() + " bytes");
            }
            return received;
        }
    }

    private static Optional<byte[]> next(NamedPipe pipe) throws IpcException {
        NamedPipe.Read read = pipe.read(READ_PATIENCE);
        if (read instanceof NamedPipe.Message message) {
            return Optional.of(message.bytes());
        }
        if (read instanceof NamedPipe.Ended) {
            return Optional.empty();
        }
        if (read instanceof NamedPipe.TooLarge large) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE, "read", pipe.address(), "a message of " + large.size() + " bytes");
        }
        throw new IpcException(
                IpcException.Reason.TIMED_OUT,
                "read",
                pipe.address(),
                "silent for " + READ_PATIENCE.toSeconds() + " s");
    }
}
