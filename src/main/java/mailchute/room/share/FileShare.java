package mailchute.room.share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.Peer;
import mailchute.room.Exhaustion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classic file server: answers each client that writes a file's name with the file. */
public final class FileShare implements AutoCloseable {

    /** The most bytes a message: the buffers of classic clients overflow beyond. */
    static final int CHUNK = 1024;

    /** Clients that are served at once; more wait until one is done. */
    private static final int MOST_CLIENTS = 64;

    /** How long a client may take to ask, to make room for a chunk, and to read the last of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The same for what is not there and for what is not shared: a client learns nothing of what lies outside. */
    private static final String NO_SUCH_FILE = "no such file";

    /** Stands for a request that was too long to be read. */
    private static final FileRequest NO_NAME = new FileRequest("", StandardCharsets.UTF_8, false);

    private static final Logger LOG = LoggerFactory.getLogger(FileShare.class);

    /** What is told of each client, from threads of the share. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A client was answered, or given up.
         *
         * @param name what it asked for; empty where it asked for nothing
         * @param outcome what became of it, in words
         */
        void served(Peer client, String name, String outcome);
    }

    private final SharedFolder folder;
    private final Exhaustion exhaustion = new Exhaustion();
    private final NamedPipeServer server;
    private final Charset codePage;
    private final Listener listener;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final ExecutorService clients = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mailchute-share");
        thread.setDaemon(true);
        return thread;
    });

    private FileShare(
            SharedFolder folder, NamedPipeServer server, Charset codePage, Listener listener, Duration patience) {
        this.folder = folder;
        this.server = server;
        this.codePage = codePage;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Owns the pipe; {@link #serve} answers.
     *
     * @param codePage what names are in that are neither UTF-8 nor UTF-16LE
     * @throws IpcException {@code NAME_IN_USE} where another program owns the name
     */
    public static FileShare open(SharedFolder folder, String address, Charset codePage, Listener listener)
            throws IpcException {
        return open(folder, address, codePage, listener, PATIENCE);
    }

    static FileShare open(SharedFolder folder, String address, Charset codePage, Listener listener, Duration patience)
            throws IpcException {
        return new FileShare(
                folder, NamedPipeServer.create(address, FileRequest.LARGEST), codePage, listener, patience);
    }

    /** The pipe's name. */
    public String address() {
        return server.address();
    }

    /**
     * Answers clients until the share is closed.
     *
     * @throws IpcException where the pipe can take no client any more
     */
    public void serve() throws IpcException, InterruptedException {
        while (true) {
            places.acquire();
            boolean given = false;
            try {
                Optional<NamedPipe> client = server.accept(Deadline.FOREVER);
                if (client.isPresent()) {
                    clients.execute(() -> serve(client.get()));
                    given = true;
                }
            } catch (IpcException e) {
                if (e.reason() == IpcException.Reason.CLOSED) {
                    return;
                }
                if (!exhaustion.waitedOut(e)) {
                    throw e;
                }
            } finally {
                if (!given) {
                    places.release();
                }
            }
        }
    }

    private void serve(NamedPipe pipe) {
        try (pipe) {
            NamedPipe.Read read = pipe.read(patience);
            if (read instanceof NamedPipe.Message message) {
                FileRequest request = FileRequest.read(message.bytes(), codePage);
                listener.served(pipe.peer(), request.name(), answer(pipe, request));
            } else if (read instanceof NamedPipe.TooLarge) {
                listener.served(pipe.peer(), "", refuse(pipe, NO_NAME, "no name is that long"));
            } else {
                listener.served(pipe.peer(), "", "it asked for nothing");
            }
        } catch (IpcException e) {
            listener.served(pipe.peer(), "", "not served: " + e.words());
        } finally {
            places.release();
        }
    }

    /** What became of it, in words. */
    private String answer(NamedPipe pipe, FileRequest request) {
        try {
            long size;
            long sent;
            try (SeekableByteChannel file = folder.open(request.name())) {
                size = file.size();
                if (request.wantsSize()) {
                    pipe.write(FileAnswer.size(size).write(), patience);
                }
                sent = send(file, size, pipe);
            } catch (NoSuchFileException e) {
                LOG.debug("refused {}", request.name(), e);
                return refuse(pipe, request, NO_SUCH_FILE);
            }
            // The file is closed by now: on Windows nobody could delete it while a slow client reads the last of it.
            boolean read = pipe.closeAfterRead(patience);
            return sent + " bytes" + (sent < size ? " of " + size : "") + (read ? "" : ", not all read");
        } catch (IpcException e) {
            return "not sent: " + e.words();
        } catch (IOException e) {
            // The client sees an early end.
            LOG.warn("reading {}", request.name(), e);
            return "not sent: it cannot be read";
        }
    }

    /** What the file gains meanwhile is not sent, what it loses is missing. */
    private long send(SeekableByteChannel file, long size, NamedPipe pipe) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long sent = 0;
        while (sent < size) {
            chunk.clear().limit((int) Math.min(CHUNK, size - sent));
            int count = file.read(chunk);
            if (count < 0) {
                return sent;
            }
            pipe.write(Arrays.copyOf(chunk.array(), count), patience);
            sent += count;
        }
        return sent;
    }

    private String refuse(NamedPipe pipe, FileRequest request, String why) throws IpcException {
        byte[] words = request.wantsSize()
                ? FileAnswer.refused(why).write()
                : ("mailchute: refused: " + why + "\n").getBytes(request.charset());
        pipe.write(words, patience);
        pipe.closeAfterRead(patience);
        return "refused: " + why;
    }

    /** Gives the name back. Clients that are being served are served to their end. */
    @Override
    public void close() {
        server.close();
        clients.shutdown();
    }
}
