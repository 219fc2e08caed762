package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.PROCESS_INFORMATION;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        requirePlain(command);
        String program = path(withExtension(command.program()));
        String line = CommandLine.of(program, command.arguments());
        if (line.length() >= CommandLine.MAX_LENGTH) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    OPERATION,
                    program,
                    "the command line has " + line.length() + " characters");
        }
        List<GuardedHandle> entered = new ArrayList<>();
        try (StandardStreams streams = StandardStreams.of(command)) {
            Set<HANDLE> inherited = new LinkedHashSet<>();
            for (Handle handle : handlesOf(command)) {
                inherited.add(enter(handle, entered));
            }
            inherited.addAll(streams.handles());
            // The system takes no empty list.
            try (HandleList list = inherited.isEmpty() ? null : new HandleList(inherited);
                    Memory environment = wide(EnvironmentBlock.of(command))) {
                return create(command, program, line, environment, streams, list);
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
            ChildCommand command,
            String program,
            String line,
            Memory environment,
            StandardStreams streams,
            HandleList list)
            throws IpcException {
        WinApi.STARTUPINFOEX startup = new WinApi.STARTUPINFOEX();
        int flags = WinBase.CREATE_UNICODE_ENVIRONMENT | console(command, streams);
        if (!streams.handles().isEmpty()) {
            startup.dwFlags = WinBase.STARTF_USESTDHANDLES;
            startup.hStdInput = streams.handle(Stream.INPUT);
            startup.hStdOutput = streams.handle(Stream.OUTPUT);
            startup.hStdError = streams.handle(Stream.ERROR);
        }
        if (list != null) {
            startup.lpAttributeList = list.pointer();
            flags |= WinBase.EXTENDED_STARTUPINFO_PRESENT;
        } else {
            startup.cb = new WinBase.DWORD(new WinBase.STARTUPINFO().size());
        }
        HANDLE job = command.endsOnClose() ? Job.thatKillsOnClose() : null;
        flags |= job == null ? 0 : WinApi.CREATE_SUSPENDED;
        boolean owned = false;
        try {
            PROCESS_INFORMATION made = new PROCESS_INFORMATION();
            char[] writableLine = (line + '\0').toCharArray();
            String folder = command.folder()
                    .map(path -> path.toAbsolutePath().toString())
                    .orElse(null);
            if (!WinApi.INSTANCE.CreateProcessW(
                    program,
                    writableLine,
                    null,
                    null,
                    list != null,
                    new WinBase.DWORD(flags),
                    environment,
                    folder,
                    startup,
                    made)) {
                throw startFailure(Native.getLastError(), program, folder);
            }
            ChildProcess child = own(made, program, job);
            owned = true;
            return child;
        } finally {
            if (job != null && !owned) {
                Handles.close(job);
            }
        }
    }

    private static int console(ChildCommand command, StandardStreams streams) {
        if (command.hasOwnConsole()) {
            return WinBase.CREATE_NEW_CONSOLE;
        }
        return streams.shareOurs() ? 0 : WinBase.CREATE_NO_WINDOW;
    }

    /** Windows tells of a folder that is not there by a code of its own (267). */
    private static IpcException startFailure(int code, String program, String folder) {
        if (code == WinError.ERROR_DIRECTORY) {
            return SystemError.of(IpcException.Reason.NOT_FOUND, code, OPERATION + " in", folder);
        }
        IpcException failure = SystemError.of(code, OPERATION, program);
        return switch (code) {
            case WinError.ERROR_FILE_NOT_FOUND, WinError.ERROR_PATH_NOT_FOUND ->
                failure.advised("give its whole path, or put its folder into PATH");
            case WinError.ERROR_BAD_EXE_FORMAT -> failure.advised("it is no program of this Windows");
            case WinError.ERROR_ELEVATION_REQUIRED -> failure.advised("it asks for an administrator's rights");
            default -> failure;
        };
    }

    /** In the job before it runs, so that nothing it starts is outside. */
    private static ChildProcess own(PROCESS_INFORMATION made, String program, HANDLE job) throws IpcException {
        ProcessIdentity identity;
        try {
            identity = ProcessTable.identity(made.hProcess, made.dwProcessId.longValue());
            if (job != null) {
                Job.assign(job, made.hProcess, program);
                if (WinApi.INSTANCE.ResumeThread(made.hThread) < 0) {
                    throw SystemError.last("resume", program);
                }
            }
        } catch (IpcException | RuntimeException | Error e) {
            WinApi.INSTANCE.TerminateProcess(made.hProcess, 1);
            Handles.close(made.hProcess);
            throw e;
        } finally {
            Handles.close(made.hThread);
        }
        return new Win32Process(made.hProcess, Inheritance.PRIVATE, identity, Optional.ofNullable(job));
    }

    /** As seen from here, whatever folder the child is started in; a bare name is looked for as the system does. */
    private static String path(String program) throws IpcException {
        if (program.indexOf('\\') >= 0 || program.indexOf('/') >= 0) {
            try {
                return Path.of(program).toAbsolutePath().toString();
            } catch (InvalidPathException e) {
                throw new IpcException(IpcException.Reason.NOT_FOUND, OPERATION, program, "no path: " + e.getReason());
            }
        }
        char[] found = new char[CommandLine.MAX_LENGTH];
        int length = WinApi.INSTANCE.SearchPath(null, program, null, found.length, found, null);
        return length > 0 && length < found.length ? new String(found, 0, length) : program;
    }

    /** The path as it is, with {@code .exe} where it has no extension, as command lines have it. */
    static String withExtension(String program) {
        String name = program.substring(Math.max(program.lastIndexOf('\\'), program.lastIndexOf('/')) + 1);
        return name.contains(".") ? program : program + ".exe";
    }

    /**
     * A batch file's arguments are read by cmd.exe, by rules that no quoting survives (CVE-2024-24576). The system leaves
     * dots and blanks behind a name away, and so a name with some is a batch file's all the same (CVE-2024-43402).
     */
    private static void requirePlain(ChildCommand command) throws IpcException {
        String program = command.program();
        String name = program.toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "");
        boolean batch = name.endsWith(".bat") || name.endsWith(".cmd");
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
