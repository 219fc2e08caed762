package mailchute.ipc.win32;

import com.sun.jna.platform.win32.AccCtrl;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.platform.win32.WinNT.SID_NAME_USE;
import com.sun.jna.platform.win32.WinNT.TOKEN_INFORMATION_CLASS;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;

/** The accounts that processes run as, by their tokens. */
final class Accounts {

    /** Names by SID: asking a domain for one can take seconds. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private Accounts() {}

    static User current() throws IpcException {
        return of(WinApi.INSTANCE.GetCurrentProcess());
    }

    /** The account of the process with this pid; {@link User#UNKNOWN} where it has ended or its token is not ours to see. */
    static User ofPid(long pid) {
        HANDLE process = WinApi.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, (int) pid);
        if (process == null) {
            return User.UNKNOWN;
        }
        try {
            return ofOrUnknown(process);
        } finally {
            Handles.close(process);
        }
    }

    /** The account of a process, or {@link User#UNKNOWN} where its token is not ours to see. */
    static User ofOrUnknown(HANDLE process) {
        try {
            return of(process);
        } catch (IpcException denied) {
            return User.UNKNOWN;
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

    /**
     * The account of a pipe's client, from which a message was read, by the token that the system lends for it; the client lets
     * itself be identified and no more.
     *
     * @throws IpcException {@code OTHER} where nothing of it was read yet
     */
    static User ofClient(HANDLE pipe) throws IpcException {
        if (!SecurityApi.INSTANCE.ImpersonateNamedPipeClient(pipe)) {
            throw SystemError.last("identify pipe client", "");
        }
        try {
            HANDLEByReference token = new HANDLEByReference();
            if (!SecurityApi.INSTANCE.OpenThreadToken(
                    WinApi.INSTANCE.GetCurrentThread(), WinNT.TOKEN_QUERY, true, token)) {
                throw SystemError.last("open thread token", "");
            }
            try {
                return ofToken(token.getValue());
            } finally {
                Handles.close(token.getValue());
            }
        } finally {
            if (!SecurityApi.INSTANCE.RevertToSelf()) {
                // Whatever this thread did next it would do as another user.
                throw new IllegalStateException(SystemError.last("revert to self", ""));
            }
        }
    }

    /**
     * The account that owns an object, which is the one that created it; empty where nobody owns it, or a group, which says of
     * none of its members that it was him: what an elevated process makes belongs to all administrators.
     */
    static Optional<User> ofOwner(HANDLE object) throws IpcException {
        PointerByReference owner = new PointerByReference();
        PointerByReference descriptor = new PointerByReference();
        int code = SecurityApi.INSTANCE.GetSecurityInfo(
                object,
                AccCtrl.SE_OBJECT_TYPE.SE_KERNEL_OBJECT,
                WinNT.OWNER_SECURITY_INFORMATION,
                owner,
                null,
                null,
                null,
                descriptor);
        if (code != WinError.ERROR_SUCCESS) {
            throw SystemError.of(code, "get security information", "");
        }
        try {
            if (owner.getValue() == null) {
                // A descriptor need not have an owner; Wine 8 gives none to an object that was made without one.
                return Optional.empty();
            }
            WinNT.PSID account = new WinNT.PSID(owner.getValue());
            return isGroup(account) ? Optional.empty() : Optional.of(of(account));
        } finally {
            Kernel32Util.freeLocalMemory(descriptor.getValue());
        }
    }

    private static boolean isGroup(WinNT.PSID account) {
        try {
            int kind = Advapi32Util.getAccountBySid(account).accountType;
            return kind == SID_NAME_USE.SidTypeGroup
                    || kind == SID_NAME_USE.SidTypeAlias
                    || kind == SID_NAME_USE.SidTypeWellKnownGroup;
        } catch (Win32Exception nameless) {
            return false;
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
        return of(user.User.Sid);
    }

    private static User of(WinNT.PSID account) throws IpcException {
        String sid = text(account);
        return new User(sid, NAMES.computeIfAbsent(sid, id -> name(account, id)));
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
