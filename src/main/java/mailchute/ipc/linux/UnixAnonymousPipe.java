package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/**
 * An anonymous pipe: {@code pipe2}. A private end does not block. An inheritable one has to, because a child that gets it
 * shares the flag, so it is asked with {@code poll} before each read, and before each write that is sure to fit.
 */
final class UnixAnonymousPipe implements AnonymousPipe {

    private static final String CREATE = "create anonymous pipe";
    private static final String READ = "read anonymous pipe";
    private static final String WRITE = "write anonymous pipe";
    private static final int BUFFER = 16 * 1024;

    /** What a pipe that polls as writable takes without blocking. */
    private static final int PIPE_BUF = 4096;

    private final Reading readEnd;
    private final Writing writeEnd;

    UnixAnonymousPipe(Inheritance read, Inheritance write) throws IpcException {
        int[] ends = new int[2];
        if (LibC.pipe2(ends, LibC.O_CLOEXEC) < 0) {
            throw Errno.failure(CREATE, "", Errno.last());
        }
        readEnd = new Reading(new Descriptor(ends[0], Kind.PIPE_READ_END, "handle " + ends[0]), read);
        writeEnd = new Writing(new Descriptor(ends[1], Kind.PIPE_WRITE_END, "handle " + ends[1]), write);
        boolean made = false;
        try {
            readEnd.prepare();
            writeEnd.prepare();
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    @Override
    public ReadEnd readEnd() {
        return readEnd;
    }

    @Override
    public WriteEnd writeEnd() {
        return writeEnd;
    }

    @Override
    public void close() {
        readEnd.close();
        writeEnd.close();
    }

    /** What both ends have. */
    private abstract static class End implements DescriptorHandle {

        private final Descriptor descriptor;
        private final Inheritance inheritance;
        final Memory buffer = new Memory(BUFFER);

        End(Descriptor descriptor, Inheritance inheritance) {
            this.descriptor = descriptor;
            this.inheritance = inheritance;
        }

        void prepare() throws IpcException {
            if (inheritance == Inheritance.INHERITABLE) {
                descriptor.setInheritance(inheritance, CREATE);
            } else if (LibC.fcntl(descriptor.number(), LibC.F_SETFL, LibC.O_NONBLOCK) < 0) {
                throw Errno.failure(CREATE, descriptor.address(), Errno.last());
            }
        }

        boolean blocks() {
            return inheritance == Inheritance.INHERITABLE;
        }

        @Override
        public Descriptor descriptor() {
            return descriptor;
        }

        @Override
        public Inheritance inheritance() {
            return inheritance;
        }

        @Override
        public void close() {
            descriptor.close(buffer::close);
        }
    }

    private static final class Reading extends End implements ReadEnd {

        private final InputStream stream = new InputStream() {
            @Override
            public int read() throws IpcException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IpcException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                return length == 0 ? 0 : receive(bytes, offset, length);
            }

            @Override
            public void close() {
                Reading.this.close();
            }
        };

        Reading(Descriptor descriptor, Inheritance inheritance) {
            super(descriptor, inheritance);
        }

        @Override
        public InputStream stream() {
            return stream;
        }

        private int receive(byte[] bytes, int offset, int length) throws IpcException {
            int fd = descriptor().enter(READ);
            try {
                if (blocks()) {
                    descriptor().await(LibC.POLLIN, Deadline.after(Deadline.FOREVER), READ);
                }
                while (true) {
                    int code;
                    synchronized (buffer) {
                        long count = LibC.read(fd, buffer, Math.min(length, BUFFER));
                        if (count >= 0) {
                            buffer.read(0, bytes, offset, (int) count);
                            return count == 0 ? -1 : (int) count;
                        }
                        code = Errno.last();
                    }
                    awaitAfter(this, code, LibC.POLLIN, READ);
                }
            } finally {
                descriptor().leave();
            }
        }
    }

    private static final class Writing extends End implements WriteEnd {

        private final OutputStream stream = new OutputStream() {
            @Override
            public void write(int b) throws IpcException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IpcException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                send(bytes, offset, length);
            }

            @Override
            public void close() {
                Writing.this.close();
            }
        };

        Writing(Descriptor descriptor, Inheritance inheritance) {
            super(descriptor, inheritance);
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        private void send(byte[] bytes, int offset, int length) throws IpcException {
            int fd = descriptor().enter(WRITE);
            try {
                int done = 0;
                while (done < length) {
                    int piece = Math.min(length - done, blocks() ? PIPE_BUF : BUFFER);
                    if (blocks()) {
                        descriptor().await(LibC.POLLOUT, Deadline.after(Deadline.FOREVER), WRITE);
                    }
                    int code;
                    synchronized (buffer) {
                        buffer.write(0, bytes, offset + done, piece);
                        long count = LibC.write(fd, buffer, piece);
                        if (count >= 0) {
                            done += (int) count;
                            continue;
                        }
                        code = Errno.last();
                    }
                    awaitAfter(this, code, LibC.POLLOUT, WRITE);
                }
            } finally {
                descriptor().leave();
            }
        }
    }

    /** Waits after EAGAIN, goes on after EINTR, fails after anything else. */
    private static void awaitAfter(End end, int code, short events, String operation) throws IpcException {
        if (Errno.EAGAIN.is(code)) {
            end.descriptor().await(events, Deadline.after(Deadline.FOREVER), operation);
        } else if (!Errno.EINTR.is(code)) {
            throw Errno.failure(operation, end.descriptor().address(), code);
        }
    }
}
