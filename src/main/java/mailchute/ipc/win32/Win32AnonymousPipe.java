package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.concurrent.atomic.AtomicLong;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/**
 * A byte stream between relatives.
 *
 * <p>{@code CreatePipe} gives two synchronous handles. This does what it does inside, with a name that nobody else has
 * and room for one client, and opens the end that stays here overlapped, so that closing it wakes who waits; the end
 * that a child inherits is synchronous, as programs expect of a standard stream.
 */
final class Win32AnonymousPipe implements AnonymousPipe {

    private static final AtomicLong SERIAL = new AtomicLong();

    private final ByteEnd.Reading readEnd;
    private final ByteEnd.Writing writeEnd;

    private Win32AnonymousPipe(ByteEnd.Reading readEnd, ByteEnd.Writing writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    static AnonymousPipe create(Inheritance read, Inheritance write) throws IpcException {
        String address = newAddress("pipe");
        HANDLE out = PipeInstance.readingEnd(address, false, read == Inheritance.PRIVATE, read);
        ByteEnd.Reading readEnd = new ByteEnd.Reading(out, read, address);
        try {
            HANDLE in = PipeInstance.writingEnd(address, write == Inheritance.PRIVATE, write);
            return new Win32AnonymousPipe(readEnd, new ByteEnd.Writing(in, write, address));
        } catch (IpcException | RuntimeException | Error e) {
            readEnd.close();
            throw e;
        }
    }

    /** Never used before, not even by an earlier process with our pid. */
    static String newAddress(String kind) {
        int pid = WinApi.INSTANCE.GetCurrentProcessId();
        return PipeInstance.PREFIX + "mailchute-" + kind + "." + Integer.toUnsignedString(pid) + "."
                + SERIAL.incrementAndGet() + "." + Long.toHexString(System.nanoTime());
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
        writeEnd.close();
        readEnd.close();
    }
}
