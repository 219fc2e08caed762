package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.Wincon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildCommand.Stream;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/** The three standard streams for one child: given handles, the null device, or inheritable copies of our own. */
final class StandardStreams implements AutoCloseable {

    private final Map<Stream, HANDLE> handles = new EnumMap<>(Stream.class);
    private final List<HANDLE> ours = new ArrayList<>();
    private boolean ownStreamShared;

    /** For a child with a console of its own: what is not given is that console's. */
    private StandardStreams() {}

    static StandardStreams of(ChildCommand command) throws IpcException {
        boolean consoles = command.hasOwnConsole() && command.streams().isEmpty();
        return consoles ? new StandardStreams() : new StandardStreams(command.streams());
    }

    private StandardStreams(Map<Stream, Optional<Handle>> changes) throws IpcException {
        try {
            for (Stream stream : Stream.values()) {
                handles.put(stream, handle(stream, changes));
            }
        } catch (IpcException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private HANDLE handle(Stream stream, Map<Stream, Optional<Handle>> changes) throws IpcException {
        Optional<Handle> change = changes.get(stream);
        if (change != null && change.isPresent()) {
            return Handles.of(change.get().value());
        }
        HANDLE own = change == null ? ownStream(stream) : null;
        HANDLE opened = own == null ? nullDevice(stream) : own;
        ours.add(opened);
        return opened;
    }

    /** An inheritable copy; null for a window's process, which has none. */
    private HANDLE ownStream(Stream stream) throws IpcException {
        HANDLE own = WinApi.INSTANCE.GetStdHandle(
                switch (stream) {
                    case INPUT -> Wincon.STD_INPUT_HANDLE;
                    case OUTPUT -> Wincon.STD_OUTPUT_HANDLE;
                    case ERROR -> Wincon.STD_ERROR_HANDLE;
                });
        if (Handles.isInvalid(own) || !Handles.isOpen(Handles.value(own))) {
            return null;
        }
        HANDLE copy = Handles.duplicate(own, Inheritance.INHERITABLE, "share standard " + stream);
        ownStreamShared = true;
        return copy;
    }

    private static HANDLE nullDevice(Stream stream) throws IpcException {
        HANDLE device = WinApi.INSTANCE.CreateFile(
                "NUL",
                stream == Stream.INPUT ? WinNT.GENERIC_READ : WinNT.GENERIC_WRITE,
                WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE,
                ObjectSecurity.inheritanceAlone(Inheritance.INHERITABLE),
                WinNT.OPEN_EXISTING,
                0,
                null);
        if (Handles.isInvalid(device)) {
            throw SystemError.last("open", "NUL");
        }
        return device;
    }

    /** The handle; null where the child's own console stands for it. */
    HANDLE handle(Stream stream) {
        return handles.get(stream);
    }

    /** Every handle that is given to the child. */
    Collection<HANDLE> handles() {
        return handles.values();
    }

    /** Whether the child talks to where this process talks to, such as its console. */
    boolean shareOurs() {
        return ownStreamShared;
    }

    @Override
    public void close() {
        ours.forEach(Handles::close);
    }
}
