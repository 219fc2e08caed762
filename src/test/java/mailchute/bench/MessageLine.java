package mailchute.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import mailchute.ipc.Deadline;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.wire.Limits;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.scalasbt.ipcsocket.UnixDomainServerSocket;
import org.scalasbt.ipcsocket.UnixDomainSocket;

/** Both ends of a connection through one library: how it sends a message of a known size and how it gets one. */
interface MessageLine extends AutoCloseable {

    void write() throws IOException;

    /** Waits for one message; false at the end. */
    boolean read() throws IOException;

    @Override
    void close() throws IOException;

    /** Which library, and how. */
    enum Way {
        MAILCHUTE,
        JDK,
        JUNIXSOCKET,
        JUNIXSOCKET_DATAGRAM,
        IPCSOCKET;

        /** The end that waits for the other, which is told that it is ready. */
        MessageLine serve(String address, int size, Runnable ready) throws IOException {
            return switch (this) {
                case MAILCHUTE -> {
                    NamedPipeServer server = NamedPipeServer.create(address, Limits.PIPE_MESSAGE);
                    ready.run();
                    yield new Pipe(server.accept(Deadline.FOREVER).orElseThrow(), new byte[size]);
                }
                case JDK -> {
                    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                    server.bind(UnixDomainSocketAddress.of(address));
                    ready.run();
                    yield new Channel(server.accept(), ByteBuffer.allocateDirect(size));
                }
                case JUNIXSOCKET -> {
                    AFUNIXServerSocketChannel server = AFUNIXServerSocketChannel.open();
                    server.bind(unix(address));
                    ready.run();
                    yield new Channel(server.accept(), ByteBuffer.allocateDirect(size));
                }
                case JUNIXSOCKET_DATAGRAM -> {
                    AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();
                    channel.bind(unix(address));
                    ready.run();
                    ByteBuffer buffer = ByteBuffer.allocateDirect(size);
                    // The first message says where the other end is, and is answered like any.
                    channel.connect(channel.receive(buffer));
                    channel.write(buffer.flip());
                    yield new Datagrams(channel, buffer);
                }
                case IPCSOCKET -> {
                    UnixDomainServerSocket server = new UnixDomainServerSocket(address);
                    ready.run();
                    yield new Stream(server.accept(), new byte[size]);
                }
            };
        }

        MessageLine connect(String address, int size) throws IOException {
            return switch (this) {
                case MAILCHUTE ->
                    new Pipe(NamedPipe.connect(address, Limits.PIPE_MESSAGE, Duration.ofSeconds(10)), new byte[size]);
                case JDK ->
                    new Channel(
                            SocketChannel.open(UnixDomainSocketAddress.of(address)), ByteBuffer.allocateDirect(size));
                case JUNIXSOCKET ->
                    new Channel(AFUNIXSocketChannel.open(unix(address)), ByteBuffer.allocateDirect(size));
                case JUNIXSOCKET_DATAGRAM -> {
                    AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();
                    channel.bind(unix(address + "a"));
                    channel.connect(unix(address));
                    MessageLine line = new Datagrams(channel, ByteBuffer.allocateDirect(size));
                    line.write();
                    line.read();
                    yield line;
                }
                case IPCSOCKET -> new Stream(new UnixDomainSocket(address), new byte[size]);
            };
        }

        private static AFUNIXSocketAddress unix(String address) throws IOException {
            return AFUNIXSocketAddress.of(Path.of(address));
        }
    }

    /** Mailchute's own. */
    record Pipe(NamedPipe pipe, byte[] message) implements MessageLine {

        private static final Duration PATIENCE = Duration.ofSeconds(10);

        @Override
        public void write() throws IOException {
            pipe.write(message, PATIENCE);
        }

        @Override
        public boolean read() throws IOException {
            NamedPipe.Read read = pipe.read(Deadline.FOREVER);
            if (read instanceof NamedPipe.Message whole && whole.bytes().length == message.length) {
                return true;
            } else if (read instanceof NamedPipe.Ended) {
                return false;
            }
            throw new IOException("came back: " + read);
        }

        @Override
        public void close() {
            pipe.close();
        }
    }

    /** A stream of bytes, which comes in pieces. */
    record Channel(SocketChannel channel, ByteBuffer buffer) implements MessageLine {

        @Override
        public void write() throws IOException {
            buffer.clear();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public boolean read() throws IOException {
            buffer.clear();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Messages, without a connection that could end. */
    record Datagrams(DatagramChannel channel, ByteBuffer buffer) implements MessageLine {

        @Override
        public void write() throws IOException {
            channel.write(buffer.clear());
        }

        @Override
        public boolean read() throws IOException {
            channel.read(buffer.clear());
            if (buffer.hasRemaining()) {
                throw new IOException("came back: " + buffer);
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Streams over a socket. */
    record Stream(Socket socket, InputStream in, OutputStream out, byte[] message) implements MessageLine {

        Stream(Socket socket, byte[] message) throws IOException {
            this(socket, socket.getInputStream(), socket.getOutputStream(), message);
        }

        @Override
        public void write() throws IOException {
            out.write(message);
        }

        @Override
        public boolean read() throws IOException {
            int count = 0;
            while (count < message.length) {
                int more = in.read(message, count, message.length - count);
                if (more < 0) {
                    return false;
                }
                count += more;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
