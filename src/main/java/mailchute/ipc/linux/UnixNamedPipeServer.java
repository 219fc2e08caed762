package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Audience;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;

/** A named pipe's listening end: an {@code AF_UNIX} {@code SOCK_SEQPACKET} listener that owns its name. */
final class UnixNamedPipeServer implements NamedPipeServer {

    private static final String CREATE = "create named pipe";
    private static final String ACCEPT = "accept on named pipe";
    /** More than this process can have descriptors for; the kernel lets as many wait as its own limit says. */
    private static final int UNLIMITED = 1 << 20;

    private final String address;
    private final int maxMessageSize;
    private final Descriptor socket;
    private final OwnedName name;
    private final Instances instances;

    UnixNamedPipeServer(String address, int maxMessageSize, int maxInstances, Audience audience) throws IpcException {
        this.address = address;
        this.maxMessageSize = maxMessageSize;
        SocketPath path = SocketPath.of(address, CREATE);
        int type = LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        socket = Descriptor.opened(LibC.socket(LibC.AF_UNIX, type, 0), Kind.NAMED_PIPE_SERVER, CREATE, address);
        boolean made = false;
        try {
            instances = new Instances(socket, path, maxInstances == UNLIMITED_INSTANCES ? UNLIMITED : maxInstances);
            name = OwnedName.bind(path, socket.number(), LibC.SOCK_SEQPACKET, audience, instances::listen, CREATE);
            made = true;
        } finally {
            if (!made) {
                socket.close();
            }
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Optional<NamedPipe> accept(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        int fd = socket.enter(ACCEPT);
        try {
            if (!instances.take(deadline)) {
                return Optional.empty();
            }
            Optional<NamedPipe> client = Optional.empty();
            try {
                while (client.isEmpty() && socket.await(LibC.POLLIN, deadline, ACCEPT)) {
                    client = next(fd);
                }
                return client;
            } finally {
                if (client.isEmpty()) {
                    instances.free();
                }
            }
        } finally {
            socket.leave();
        }
    }

    private Optional<NamedPipe> next(int fd) throws IpcException {
        while (true) {
            int client = LibC.accept4(fd, null, null, LibC.SOCK_CLOEXEC);
            if (client >= 0) {
                Descriptor connected = new Descriptor(client, Kind.NAMED_PIPE, address, true);
                NamedPipe pipe = new UnixNamedPipe(connected, maxMessageSize, ACCEPT, instances::free);
                boolean counted = false;
                try {
                    instances.accepted();
                    counted = true;
                } finally {
                    if (!counted) {
                        connected.close();
                    }
                }
                return Optional.of(pipe);
            }
            int code = Errno.last();
            if (Errno.EAGAIN.is(code)) {
                return Optional.empty();
            }
            if (!Errno.EINTR.is(code) && !Errno.ECONNABORTED.is(code)) {
                throw Errno.failure(ACCEPT, address, code);
            }
        }
    }

    @Override
    public void close() {
        instances.close();
        socket.close(name::release);
    }
}
