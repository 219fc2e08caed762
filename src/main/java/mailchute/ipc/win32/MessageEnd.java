package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe.Ended;
import mailchute.ipc.NamedPipe.Message;
import mailchute.ipc.NamedPipe.Read;
import mailchute.ipc.NamedPipe.TimedOut;
import mailchute.ipc.NamedPipe.TooLarge;

/** One end of a pipe in message mode: whole messages, in both directions at once, each with a deadline. */
final class MessageEnd extends GuardedHandle {

    /** What one read takes at most; a larger message is read on. */
    private static final int CHUNK = 128 * 1024;

    /**
     * How long the rest of a message may take that has begun. All of it is in the kernel already, unless its writer was
     * too late and took it back.
     */
    private static final Duration REST = Duration.ofSeconds(1);

    /** How long a flush is waited for before it is asked again whether this end is closing. */
    private static final int FLUSH_LOOK_MILLIS = 50;

    private static final int READING = 0;
    private static final int WRITING = 1;

    private final int maxMessageSize;
    private Runnable onClosing = () -> {};
    private Memory readBuffer;
    private Memory writeBuffer;

    /** Owns the handle from here on: if this fails it is closed. */
    MessageEnd(HANDLE handle, Kind kind, Inheritance inheritance, String address, int maxMessageSize)
            throws IpcException {
        super(handle, kind, inheritance, address, 2);
        this.maxMessageSize = maxMessageSize;
    }

    /** Has something run once, when this end is about to be closed; to be said before others know of this end. */
    void whenClosing(Runnable action) {
        onClosing = action;
    }

    @Override
    void closing() {
        onClosing.run();
    }

    /** Waits for a client of a listening instance; the system's code. */
    int connect(Deadline deadline) throws IpcException {
        HANDLE pipe = enter("accept");
        try {
            OverlappedOperation reading = operation(READING);
            if (!reading.begin(deadline)) {
                return WinError.WAIT_TIMEOUT;
            }
            try {
                return reading.connect(pipe, deadline);
            } finally {
                reading.end();
            }
        } finally {
            leave();
        }
    }

    Read read(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        HANDLE pipe = enter("read");
        try {
            OverlappedOperation reading = operation(READING);
            if (!reading.begin(deadline)) {
                return new TimedOut();
            }
            try {
                return next(pipe, reading, deadline);
            } finally {
                reading.end();
            }
        } finally {
            leave();
        }
    }

    private Read next(HANDLE pipe, OverlappedOperation reading, Deadline deadline) throws IpcException {
        if (readBuffer == null) {
            readBuffer = new Memory(Math.min(maxMessageSize, CHUNK));
        }
        int code = reading.read(pipe, readBuffer, (int) readBuffer.size(), deadline);
        return switch (code) {
            case 0 -> new Message(readBuffer.getByteArray(0, reading.transferred()));
            case WinError.ERROR_MORE_DATA -> rest(pipe, reading);
            case WinError.WAIT_TIMEOUT -> new TimedOut();
            case WinError.ERROR_BROKEN_PIPE, WinError.ERROR_NO_DATA, WinError.ERROR_PIPE_NOT_CONNECTED -> new Ended();
            default -> throw SystemError.of(code, "read", address());
        };
    }

    /** The rest of a message of which a buffer full was read; thrown away where it is over the limit. */
    private Read rest(HANDLE pipe, OverlappedOperation reading) throws IpcException {
        ByteArrayOutputStream message = new ByteArrayOutputStream((int) readBuffer.size() * 2);
        long size = 0;
        int code = WinError.ERROR_MORE_DATA;
        while (true) {
            int count = reading.transferred();
            size += count;
            if (size <= maxMessageSize) {
                message.writeBytes(readBuffer.getByteArray(0, count));
            }
            if (code == 0) {
                return size > maxMessageSize ? new TooLarge(size) : new Message(message.toByteArray());
            }
            code = reading.read(pipe, readBuffer, (int) readBuffer.size(), Deadline.after(REST));
            switch (code) {
                case 0, WinError.ERROR_MORE_DATA:
                    break;
                case WinError.WAIT_TIMEOUT:
                    return new TimedOut();
                case WinError.ERROR_BROKEN_PIPE, WinError.ERROR_NO_DATA, WinError.ERROR_PIPE_NOT_CONNECTED:
                    return new Ended();
                default:
                    throw SystemError.of(code, "read", address());
            }
        }
    }

    void write(byte[] message, Duration timeout) throws IpcException {
        if (message.length == 0) {
            throw new IllegalArgumentException("an empty message looks like the end");
        }
        Deadline deadline = Deadline.after(timeout);
        HANDLE pipe = enter("write");
        try {
            if (message.length > maxMessageSize) {
                throw new IpcException(
                        IpcException.Reason.TOO_LARGE,
                        "write",
                        address(),
                        message.length + " bytes, the limit is " + maxMessageSize);
            }
            OverlappedOperation writing = operation(WRITING);
            if (!writing.begin(deadline)) {
                throw notReading(timeout);
            }
            try {
                write(pipe, writing, message, deadline, timeout);
            } finally {
                writing.end();
            }
        } finally {
            leave();
        }
    }

    private void write(HANDLE pipe, OverlappedOperation writing, byte[] message, Deadline deadline, Duration timeout)
            throws IpcException {
        if (writeBuffer == null || writeBuffer.size() < message.length) {
            writeBuffer = new Memory(Math.max(message.length, Math.min(maxMessageSize, 1024)));
        }
        writeBuffer.write(0, message, 0, message.length);
        int code = writing.write(pipe, writeBuffer, message.length, deadline);
        if (code == WinError.WAIT_TIMEOUT) {
            throw notReading(timeout);
        }
        if (code != 0) {
            throw SystemError.of(code, "write", address());
        }
    }

    /**
     * Waits until the other end has read everything, or has left. {@code FlushFileBuffers} knows no deadline: it waits on a
     * thread of its own and is cancelled.
     */
    boolean awaitRead(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        HANDLE pipe = enter("wait for the reader of");
        try {
            FutureTask<Boolean> flush = new FutureTask<>(() -> DirectIo.FlushFileBuffers(pipe.getPointer()));
            Thread thread = new Thread(flush, "mailchute-flush");
            thread.setDaemon(true);
            thread.start();
            boolean read = result(pipe, flush, deadline);
            if (gate().closing()) {
                throw new IpcException(IpcException.Reason.CLOSED, "wait for the reader of", address(), "");
            }
            return read;
        } finally {
            leave();
        }
    }

    /** The memory and the handle are the system's until the flush has returned. */
    private boolean result(HANDLE pipe, FutureTask<Boolean> flush, Deadline deadline) {
        boolean interrupted = false;
        boolean cancelled = false;
        try {
            while (true) {
                try {
                    int millis = cancelled ? 1 : deadline.remainingMillis(FLUSH_LOOK_MILLIS);
                    // Wine 8 says of one that was cancelled that it is done.
                    return flush.get(millis, TimeUnit.MILLISECONDS) && !cancelled;
                } catch (TimeoutException e) {
                    if (deadline.passed() || gate().closing()) {
                        cancelled = true;
                        DirectIo.CancelIoEx(pipe.getPointer(), null);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private IpcException notReading(Duration timeout) {
        return new IpcException(
                IpcException.Reason.OWNER_NOT_READING, "write", address(), "waited " + timeout.toMillis() + " ms");
    }
}
