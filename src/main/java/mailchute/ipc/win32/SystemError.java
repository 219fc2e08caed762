package mailchute.ipc.win32;

import com.sun.jna.Native;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/** The system's error codes that these calls meet, by the names of winerror.h, and what each means to a caller. */
enum SystemError {
    ERROR_INVALID_FUNCTION(1, Reason.OTHER),
    ERROR_FILE_NOT_FOUND(2, Reason.NOT_FOUND),
    ERROR_PATH_NOT_FOUND(3, Reason.NOT_FOUND),
    ERROR_TOO_MANY_OPEN_FILES(4, Reason.EXHAUSTED),
    ERROR_ACCESS_DENIED(5, Reason.ACCESS_DENIED),
    ERROR_INVALID_HANDLE(6, Reason.WRONG_HANDLE),
    ERROR_NOT_ENOUGH_MEMORY(8, Reason.EXHAUSTED),
    ERROR_OUTOFMEMORY(14, Reason.EXHAUSTED),
    ERROR_NO_MORE_FILES(18, Reason.OTHER),
    ERROR_BAD_LENGTH(24, Reason.OTHER),
    ERROR_GEN_FAILURE(31, Reason.OTHER),
    ERROR_SHARING_VIOLATION(32, Reason.BUSY),
    ERROR_HANDLE_EOF(38, Reason.OWNER_GONE),
    ERROR_NOT_SUPPORTED(50, Reason.UNSUPPORTED),
    ERROR_BAD_NETPATH(53, Reason.NOT_FOUND),
    ERROR_BAD_NET_NAME(67, Reason.NOT_FOUND),
    ERROR_INVALID_PARAMETER(87, Reason.OTHER),
    ERROR_BROKEN_PIPE(109, Reason.OWNER_GONE),
    ERROR_CALL_NOT_IMPLEMENTED(120, Reason.UNSUPPORTED),
    ERROR_SEM_TIMEOUT(121, Reason.TIMED_OUT),
    ERROR_INSUFFICIENT_BUFFER(122, Reason.OTHER),
    ERROR_INVALID_NAME(123, Reason.NOT_FOUND),
    ERROR_BAD_PATHNAME(161, Reason.NOT_FOUND),
    ERROR_ALREADY_EXISTS(183, Reason.NAME_IN_USE),
    ERROR_BAD_EXE_FORMAT(193, Reason.ACCESS_DENIED),
    ERROR_FILENAME_EXCED_RANGE(206, Reason.TOO_LARGE),
    ERROR_EXE_MACHINE_TYPE_MISMATCH(216, Reason.ACCESS_DENIED),
    ERROR_BAD_PIPE(230, Reason.WRONG_HANDLE),
    ERROR_PIPE_BUSY(231, Reason.BUSY),
    ERROR_NO_DATA(232, Reason.OWNER_GONE),
    ERROR_PIPE_NOT_CONNECTED(233, Reason.OWNER_GONE),
    ERROR_MORE_DATA(234, Reason.OTHER),
    WAIT_TIMEOUT(258, Reason.TIMED_OUT),
    ERROR_DIRECTORY(267, Reason.NOT_FOUND),
    ERROR_PARTIAL_COPY(299, Reason.OTHER),
    ERROR_PIPE_CONNECTED(535, Reason.OTHER),
    ERROR_PIPE_LISTENING(536, Reason.OTHER),
    ERROR_ELEVATION_REQUIRED(740, Reason.ACCESS_DENIED),
    ERROR_OPERATION_ABORTED(995, Reason.CLOSED),
    ERROR_IO_PENDING(997, Reason.OTHER),
    ERROR_NOACCESS(998, Reason.OTHER),
    ERROR_NOT_FOUND(1168, Reason.NOT_FOUND),
    ERROR_VIRUS_INFECTED(225, Reason.ACCESS_DENIED),
    ERROR_ACCESS_DISABLED_BY_POLICY(1260, Reason.ACCESS_DENIED),
    ERROR_PRIVILEGE_NOT_HELD(1314, Reason.ACCESS_DENIED),
    ERROR_NONE_MAPPED(1332, Reason.NOT_FOUND),
    ERROR_INTERNAL_ERROR(1359, Reason.OTHER),
    ERROR_NO_SYSTEM_RESOURCES(1450, Reason.EXHAUSTED),
    ERROR_COMMITMENT_LIMIT(1455, Reason.EXHAUSTED),
    ERROR_NOT_ENOUGH_QUOTA(1816, Reason.EXHAUSTED),
    ERROR_REMOTE_MAILSLOTS_DEPRECATED(3025, Reason.UNSUPPORTED);

    private static final Map<Integer, SystemError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SystemError::code, error -> error));

    private final int code;
    private final Reason reason;

    SystemError(int code, Reason reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    /** What the last call of this thread failed with. Read it first, and only after a failure (PITFALLS 28). */
    static IpcException last(String operation, String address) {
        return of(Native.getLastError(), operation, address);
    }

    /** The failure with this code, for the reason that the code usually has. */
    static IpcException of(int code, String operation, String address) {
        SystemError known = BY_CODE.get(code);
        return of(known == null ? Reason.OTHER : known.reason, code, operation, address);
    }

    /** The failure with this code where the call gives it a meaning of its own. */
    static IpcException of(Reason reason, int code, String operation, String address) {
        SystemError known = BY_CODE.get(code);
        return new IpcException(reason, operation, address, code, known == null ? "" : known.name());
    }
}
