package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.PROCESS_INFORMATION;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildCommand.Stream;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessIdentity;

/** Starts a child with {@code CreateProcess}. */
final class ChildStart {

    private static final String OPERATION = "start";

    private ChildStart() {}

    static ChildProcess of(ChildCommand command) throws IpcException {
        String program = withExtension(command.program());
        requirePlain(program, command);
        String line = CommandLine.of(program, command.arguments());
        if (line.length() >= CommandLine.MAX_LENGTH) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    OPERATION,
                    program,
                    "the command line has " + line.length() + " characters");
        }
        List<GuardedHandle> entered = new ArrayList<>();
        try (StandardStreams streams = new StandardStreams(command.streams())) {
            Set<HANDLE> inherited = new LinkedHashSet<>();
            for (Handle handle : handlesOf(command)) {
                inherited.add(enter(handle, entered));
            }
            for (Stream stream : Stream.values()) {
                inherited.add(streams.handle(stream));
            }
            try (HandleList list = new HandleList(inherited);
                    Memory environment = wide(EnvironmentBlock.with(command.environment()))) {
                return create(program, line, environment, streams, list);
            }
        } finally {
            entered.forEach(GuardedHandle::leave);
        }
    }

    private static List<Handle> handlesOf(ChildCommand command) {
        List<Handle> handles = new ArrayList<>(command.handles());
        command.streams().values().forEach(stream -> stream.ifPresent(handles::add));
        return handles;
    }

    /**
     * Keeps the handle open until the child has it. Windows fails with 87 for a private handle and Wine 8 starts the
     * child without it, so it is looked at here.
     */
    private static HANDLE enter(Handle handle, List<GuardedHandle> entered) throws IpcException {
        GuardedHandle guarded = GuardedHandle.of(handle);
        if (guarded.inheritance() != Inheritance.INHERITABLE) {
            throw new IllegalArgumentException(guarded + " is private to this process");
        }
        HANDLE open = guarded.enter(OPERATION);
        entered.add(guarded);
        return open;
    }

    private static ChildProcess create(
            String program, String line, Memory environment, StandardStreams streams, HandleList list)
            throws IpcException {
        WinApi.STARTUPINFOEX startup = new WinApi.STARTUPINFOEX();
        startup.dwFlags = WinBase.STARTF_USESTDHANDLES;
        startup.hStdInput = streams.handle(Stream.INPUT);
        startup.hStdOutput = streams.handle(Stream.OUTPUT);
        startup.hStdError = streams.handle(Stream.ERROR);
        startup.lpAttributeList = list.pointer();
        int flags = WinBase.CREATE_UNICODE_ENVIRONMENT
                | WinBase.EXTENDED_STARTUPINFO_PRESENT
                | (streams.shareOurs() ? 0 : WinBase.CREATE_NO_WINDOW);
        PROCESS_INFORMATION made = new PROCESS_INFORMATION();
        char[] writableLine = (line + '\0').toCharArray();
        if (!WinApi.INSTANCE.CreateProcessW(
                program, writableLine, null, null, true, new WinBase.DWORD(flags), environment, null, startup, made)) {
            throw SystemError.last(OPERATION, program);
        }
        Handles.close(made.hThread);
        return own(made.hProcess, made.dwProcessId.longValue());
    }

    private static ChildProcess own(HANDLE process, long pid) throws IpcException {
        ProcessIdentity identity;
        try {
            identity = ProcessTable.identity(process, pid);
        } catch (IpcException | RuntimeException | Error e) {
            WinApi.INSTANCE.TerminateProcess(process, 1);
            Handles.close(process);
            throw e;
        }
        return new Win32Process(process, Inheritance.PRIVATE, identity);
    }

    /** The path as it is, with {@code .exe} where it has no extension, as command lines have it. */
    static String withExtension(String program) {
        String name = program.substring(Math.max(program.lastIndexOf('\\'), program.lastIndexOf('/')) + 1);
        return name.contains(".") ? program : program + ".exe";
    }

    /** A batch file's arguments are read by cmd.exe, by rules that no quoting survives (CVE-2024-24576). */
    private static void requirePlain(String program, ChildCommand command) throws IpcException {
        String lower = program.toLowerCase(Locale.ROOT);
        boolean batch = lower.endsWith(".bat") || lower.endsWith(".cmd");
        if (batch && !command.arguments().isEmpty()) {
            throw new IpcException(
                    IpcException.Reason.UNSUPPORTED,
                    OPERATION,
                    program,
                    "a batch file cannot be given arguments safely");
        }
        boolean unspeakable = program.indexOf('"') >= 0
                || program.indexOf('\0') >= 0
                || command.arguments().stream().anyMatch(argument -> argument.indexOf('\0') >= 0);
        if (unspeakable) {
            throw new IllegalArgumentException("a NUL in a command line, or a quote in its program: " + program);
        }
    }

    private static Memory wide(String text) {
        Memory memory = new Memory((long) text.length() * Character.BYTES);
        memory.write(0, text.toCharArray(), 0, text.length());
        return memory;
    }
}
