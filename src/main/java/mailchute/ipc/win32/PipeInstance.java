package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/**
 * How pipe handles are opened: the one place where their flags are composed, so that none gets lost (CVE-2023-22466 was
 * such a loss, PITFALLS 16).
 */
final class PipeInstance {

    static final String PREFIX = "\\\\.\\pipe\\";

    /** The kernel's quota for each direction; a larger message waits for its reader and still arrives whole. */
    private static final int QUOTA = 64 * 1024;

    private static final int MESSAGES =
            WinBase.PIPE_TYPE_MESSAGE | WinBase.PIPE_READMODE_MESSAGE | WinBase.PIPE_REJECT_REMOTE_CLIENTS;

    private static final int BYTES =
            WinBase.PIPE_TYPE_BYTE | WinBase.PIPE_READMODE_BYTE | WinBase.PIPE_REJECT_REMOTE_CLIENTS;

    /** A client that the server may identify and not act as. */
    private static final int CLIENT = WinApi.SECURITY_SQOS_PRESENT | WinApi.SECURITY_IDENTIFICATION;

    /**
     * What a client asks for: to read and to write. {@code GENERIC_WRITE} would ask for {@code FILE_CREATE_PIPE_INSTANCE} as
     * well, which shares its bit with {@code FILE_APPEND_DATA} and which a pipe for the machine grants to nobody but its user.
     */
    private static final int READ_AND_WRITE = WinNT.GENERIC_READ | WinNT.FILE_WRITE_DATA | WinNT.FILE_WRITE_ATTRIBUTES;

    private PipeInstance() {}

    /** The first listening instance of a server: nobody else has the name. */
    static HANDLE first(String address, int maxInstances, Audience audience) throws IpcException {
        requireLocal("create named pipe", address);
        HANDLE pipe =
                duplex(address, WinApi.FILE_FLAG_FIRST_PIPE_INSTANCE, maxInstances, audience, Inheritance.PRIVATE);
        if (Handles.isInvalid(pipe)) {
            int code = Native.getLastError();
            // The documented answer to a second first instance is 5; a server of one instance alone answers 231.
            boolean taken = code == WinError.ERROR_ACCESS_DENIED || code == WinError.ERROR_PIPE_BUSY;
            throw taken
                    ? SystemError.of(IpcException.Reason.NAME_IN_USE, code, "create named pipe", address)
                    : SystemError.of(code, "create named pipe", address);
        }
        return pipe;
    }

    /** A further listening instance of our own server. */
    static HANDLE next(String address, int maxInstances, Audience audience) throws IpcException {
        HANDLE pipe = duplex(address, 0, maxInstances, audience, Inheritance.PRIVATE);
        if (Handles.isInvalid(pipe)) {
            throw SystemError.last("create next instance of", address);
        }
        return pipe;
    }

    private static HANDLE duplex(
            String address, int firstInstance, int instances, Audience audience, Inheritance inheritance)
            throws IpcException {
        return WinApi.INSTANCE.CreateNamedPipe(
                address,
                WinBase.PIPE_ACCESS_DUPLEX | WinNT.FILE_FLAG_OVERLAPPED | firstInstance,
                MESSAGES,
                instances,
                QUOTA,
                QUOTA,
                0,
                ObjectSecurity.PIPE.attributes(audience, inheritance));
    }

    /** One end of a pipe between relatives that keeps messages apart in both directions, with room for one client. */
    static HANDLE onlyInstance(String address, Inheritance inheritance) throws IpcException {
        HANDLE pipe = duplex(address, WinApi.FILE_FLAG_FIRST_PIPE_INSTANCE, 1, Audience.USER, inheritance);
        if (Handles.isInvalid(pipe)) {
            throw SystemError.last("create pipe", address);
        }
        return pipe;
    }

    /**
     * The reading end of a pipe between relatives, with room for one writing end.
     *
     * @param messages whether it keeps messages apart
     * @param overlapped false for an end that a foreign child reads with plain calls
     */
    static HANDLE readingEnd(String address, boolean messages, boolean overlapped, Inheritance inheritance)
            throws IpcException {
        HANDLE pipe = WinApi.INSTANCE.CreateNamedPipe(
                address,
                WinBase.PIPE_ACCESS_INBOUND
                        | WinApi.FILE_FLAG_FIRST_PIPE_INSTANCE
                        | (overlapped ? WinNT.FILE_FLAG_OVERLAPPED : 0),
                messages ? MESSAGES : BYTES,
                1,
                QUOTA,
                QUOTA,
                0,
                ObjectSecurity.PIPE.attributes(Audience.USER, inheritance));
        if (Handles.isInvalid(pipe)) {
            throw SystemError.last("create pipe", address);
        }
        return pipe;
    }

    /** The writing end of a pipe whose {@link #readingEnd} was just created here. */
    static HANDLE writingEnd(String address, boolean overlapped, Inheritance inheritance) throws IpcException {
        HANDLE pipe = WinApi.INSTANCE.CreateFile(
                address,
                WinNT.GENERIC_WRITE | WinNT.FILE_READ_ATTRIBUTES,
                0,
                ObjectSecurity.inheritanceAlone(inheritance),
                WinNT.OPEN_EXISTING,
                CLIENT | (overlapped ? WinNT.FILE_FLAG_OVERLAPPED : 0),
                null);
        if (Handles.isInvalid(pipe)) {
            throw SystemError.last("open pipe", address);
        }
        return pipe;
    }

    /** A client's end; the last error is still to be read when it is {@code INVALID_HANDLE_VALUE}. */
    static HANDLE clientEnd(String address) {
        return WinApi.INSTANCE.CreateFile(
                address, READ_AND_WRITE, 0, null, WinNT.OPEN_EXISTING, CLIENT | WinNT.FILE_FLAG_OVERLAPPED, null);
    }

    /** A name of another machine would send this user's password hash there. */
    static void requireLocal(String operation, String address) throws IpcException {
        if (!address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            throw new IpcException(
                    IpcException.Reason.UNSUPPORTED, operation, address, "a pipe's name begins with " + PREFIX);
        }
    }
}
