package mailchute.ipc.win32;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.platform.win32.WinNT.TOKEN_INFORMATION_CLASS;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;

/** The accounts that processes run as, by their tokens. */
final class Accounts {

    /** An account that this user may not know. */
    static final User UNKNOWN = new User("", "");

    /** Names by SID: asking a domain for one can take seconds. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private Accounts() {}

    static User current() throws IpcException {
        return of(WinApi.INSTANCE.GetCurrentProcess());
    }

    /** The account of the process with this pid; {@link #UNKNOWN} where it has ended or its token is not ours to see. */
    static User ofPid(long pid) {
        HANDLE process = WinApi.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, (int) pid);
        if (process == null) {
            return UNKNOWN;
        }
        try {
            return ofOrUnknown(process);
        } finally {
            Handles.close(process);
        }
    }

    /** The account of a process, or {@link #UNKNOWN} where its token is not ours to see. */
    static User ofOrUnknown(HANDLE process) {
        try {
            return of(process);
        } catch (IpcException denied) {
            return UNKNOWN;
        }
    }

    static User of(HANDLE process) throws IpcException {
        HANDLEByReference token = new HANDLEByReference();
        if (!SecurityApi.INSTANCE.OpenProcessToken(process, WinNT.TOKEN_QUERY, token)) {
            throw SystemError.last("open process token", "");
        }
        try {
            return ofToken(token.getValue());
        } finally {
            Handles.close(token.getValue());
        }
    }

    private static User ofToken(HANDLE token) throws IpcException {
        IntByReference size = new IntByReference();
        int what = TOKEN_INFORMATION_CLASS.TokenUser;
        if (!SecurityApi.INSTANCE.GetTokenInformation(token, what, null, 0, size)) {
            IpcException failure = SystemError.last("get token information", "");
            if (failure.code() != WinError.ERROR_INSUFFICIENT_BUFFER) {
                throw failure;
            }
        }
        WinNT.TOKEN_USER user = new WinNT.TOKEN_USER(size.getValue());
        if (!SecurityApi.INSTANCE.GetTokenInformation(token, what, user, size.getValue(), size)) {
            throw SystemError.last("get token information", "");
        }
        String sid = text(user.User.Sid);
        return new User(sid, NAMES.computeIfAbsent(sid, id -> name(user.User.Sid, id)));
    }

    private static String text(WinNT.PSID sid) throws IpcException {
        PointerByReference text = new PointerByReference();
        if (!SecurityApi.INSTANCE.ConvertSidToStringSid(sid, text)) {
            throw SystemError.last("convert SID", "");
        }
        try {
            return text.getValue().getWideString(0);
        } finally {
            Kernel32Util.freeLocalMemory(text.getValue());
        }
    }

    private static String name(WinNT.PSID sid, String id) {
        try {
            return Advapi32Util.getAccountBySid(sid).name;
        } catch (Win32Exception nameless) {
            return id;
        }
    }
}
