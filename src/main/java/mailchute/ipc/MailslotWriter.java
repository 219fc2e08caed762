package mailchute.ipc;

import java.time.Duration;

/**
 * A write handle of a mailslot.
 *
 * <p>Windows: {@code CreateFile} with {@code GENERIC_WRITE}, shared for reading and writing. Linux: a connected
 * {@code AF_UNIX} {@code SOCK_DGRAM} socket. Any number of handles may write to one mailslot.
 */
public interface MailslotWriter extends Handle {

    /**
     * Opens a write handle by the mailslot's name ({@code CreateFile}; {@code socket} and {@code connect}).
     *
     * @param address {@code \\.\mailslot\…} or a path of at most 107 bytes
     * @param inheritance whether a child may inherit the handle
     * @throws IpcException {@code NOT_FOUND} where nobody owns the name; {@code ACCESS_DENIED} where the owner does not let
     *     this user in, and on Linux where another user could have put it there; {@code UNSUPPORTED} for a name of another
     *     machine; {@code OTHER} for a path over 107 bytes
     */
    static MailslotWriter open(String address, Inheritance inheritance) throws IpcException {
        return open(address, inheritance, User.current());
    }

    /**
     * As {@link #open(String, Inheritance)}, for the mailslot of a user who lets others write to it.
     *
     * @param owner whose it must be. Linux compares the owners of the folders and of the socket; Windows does not tell a writer
     *     whose a mailslot is, and does not compare
     */
    static MailslotWriter open(String address, Inheritance inheritance, User owner) throws IpcException {
        return IpcSystem.local().openMailslotWriter(address, inheritance, owner);
    }

    /**
     * Opens a write handle by the mailslot's name for a child that may be any program: inheritable, and as the program
     * would have opened it itself. Nothing is written through it here.
     *
     * <p>Windows: without {@code FILE_FLAG_OVERLAPPED}, because a plain {@code WriteFile} must not be given a handle that
     * has it. Linux: a connected socket that blocks, which {@code write} takes like any descriptor.
     *
     * @throws IpcException {@code NOT_FOUND} where nobody owns the name; {@code ACCESS_DENIED}
     */
    static Handle openForProgram(String address) throws IpcException {
        return IpcSystem.local().openMailslotForProgram(address);
    }

    /**
     * Takes over a write handle that this process inherited or was handed. From here on it is private to this process
     * ({@code NtQueryVolumeInformationFile} and {@code NtQueryObject} check it, {@code SetHandleInformation} makes it private;
     * {@code getsockopt} with {@code SO_TYPE}, {@code FD_CLOEXEC}).
     *
     * @throws IpcException {@code WRONG_HANDLE} where the value is not an open handle that writes to a mailslot; it is
     *     left alone then
     */
    static MailslotWriter adopt(long value) throws IpcException {
        MailslotWriter writer = IpcSystem.local().adoptMailslotWriter(value);
        HandleTable.adopted(value);
        return writer;
    }

    /** The mailslot's name; for an adopted handle what the kernel says of it, else {@code handle VALUE}. */
    String address();

    /**
     * Writes one message, all of it or nothing ({@code WriteFile}, taken back with {@code CancelIoEx} at the deadline;
     * {@code send}). The largest is the mailslot's maximum on Windows, and what the send buffer takes on Linux: 212,960
     * bytes unless it was changed.
     *
     * @param timeout how long to wait for room in the mailslot
     * @throws IpcException {@code OWNER_NOT_READING} when there was no room in time; {@code OWNER_GONE} where the system
     *     tells that the mailslot is closed (Wine 8 does not: there an owner's end is learned from its process);
     *     {@code TOO_LARGE}; {@code CLOSED} as soon as this handle is closed
     */
    void write(byte[] message, Duration timeout) throws IpcException;
}
