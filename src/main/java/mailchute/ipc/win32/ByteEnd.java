package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/** One end of an anonymous pipe. */
abstract class ByteEnd extends GuardedHandle {

    private static final int CHUNK = 64 * 1024;
    private static final int END = -1;

    private Memory buffer;

    private ByteEnd(HANDLE handle, Kind kind, Inheritance inheritance, String address) throws IpcException {
        super(handle, kind, inheritance, address, 1);
    }

    /** How one call on this end moves bytes, while the buffer is this thread's. */
    interface Transfer {
        int run(HANDLE pipe, OverlappedOperation operation, Memory buffer) throws IpcException;
    }

    /** Enters, waits for its turn, and runs. */
    final int use(String what, Transfer transfer) throws IpcException {
        HANDLE pipe = enter(what);
        try {
            OverlappedOperation operation = operation(0);
            if (!operation.begin(Deadline.after(Deadline.FOREVER))) {
                throw new IpcException(IpcException.Reason.TIMED_OUT, what, address(), "");
            }
            try {
                if (buffer == null) {
                    buffer = new Memory(CHUNK);
                }
                return transfer.run(pipe, operation, buffer);
            } finally {
                operation.end();
            }
        } finally {
            leave();
        }
    }

    /** The end that bytes come out of. */
    static final class Reading extends ByteEnd implements AnonymousPipe.ReadEnd {

        private final InputStream stream = new Input();

        Reading(HANDLE handle, Inheritance inheritance, String address) throws IpcException {
            super(handle, Kind.PIPE_READ_END, inheritance, address);
        }

        @Override
        public InputStream stream() {
            return stream;
        }

        private int read(byte[] bytes, int offset, int length) throws IpcException {
            return use("read pipe", (pipe, reading, buffer) -> {
                while (true) {
                    int size = Math.min(length, CHUNK);
                    int code = reading.read(pipe, buffer, size, Deadline.after(Deadline.FOREVER));
                    int count = reading.transferred();
                    switch (code) {
                        case 0:
                            // Somebody may write no bytes at all; that is not the end.
                            if (count > 0) {
                                buffer.read(0, bytes, offset, count);
                                return count;
                            }
                            break;
                        case WinError.ERROR_BROKEN_PIPE, WinError.ERROR_PIPE_NOT_CONNECTED:
                            return END;
                        default:
                            throw SystemError.of(code, "read pipe", address());
                    }
                }
            });
        }

        private final class Input extends InputStream {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) == END ? END : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                return length == 0 ? 0 : Reading.this.read(bytes, offset, length);
            }

            @Override
            public void close() {
                Reading.this.close();
            }
        }
    }

    /** The end that bytes go into. */
    static final class Writing extends ByteEnd implements AnonymousPipe.WriteEnd {

        private final OutputStream stream = new Output();

        Writing(HANDLE handle, Inheritance inheritance, String address) throws IpcException {
            super(handle, Kind.PIPE_WRITE_END, inheritance, address);
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        private void write(byte[] bytes, int offset, int length) throws IpcException {
            use("write pipe", (pipe, writing, buffer) -> {
                int done = 0;
                while (done < length) {
                    int size = Math.min(length - done, CHUNK);
                    buffer.write(0, bytes, offset + done, size);
                    int code = writing.write(pipe, buffer, size, Deadline.after(Deadline.FOREVER));
                    if (code != 0) {
                        throw SystemError.of(code, "write pipe", address());
                    }
                    done += writing.transferred();
                }
                return done;
            });
        }

        private final class Output extends OutputStream {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                if (length > 0) {
                    Writing.this.write(bytes, offset, length);
                }
            }

            @Override
            public void close() {
                Writing.this.close();
            }
        }
    }
}
