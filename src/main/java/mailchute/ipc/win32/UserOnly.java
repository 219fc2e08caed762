package mailchute.ipc.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.ptr.PointerByReference;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/**
 * The security of every object that is made here: this user alone, everything.
 *
 * <p>Everything includes the right to create a further instance of a pipe; without it the second instance fails
 * (PITFALLS 5).
 */
final class UserOnly {

    /** One for the life of this process: the system reads it at each create, so it is never given back. */
    private static Pointer descriptor;

    private UserOnly() {}

    /** Protected from inheritance of rights, one entry: allow, generic all, this user. */
    static String sddl() throws IpcException {
        return "D:P(A;;GA;;;" + Accounts.current().id() + ")";
    }

    static SECURITY_ATTRIBUTES attributes(Inheritance inheritance) throws IpcException {
        SECURITY_ATTRIBUTES attributes = new SECURITY_ATTRIBUTES();
        attributes.lpSecurityDescriptor = descriptor();
        attributes.bInheritHandle = inheritance == Inheritance.INHERITABLE;
        return attributes;
    }

    /** For an object that exists already: nothing but whether the new handle is inherited. */
    static SECURITY_ATTRIBUTES inheritanceAlone(Inheritance inheritance) {
        SECURITY_ATTRIBUTES attributes = new SECURITY_ATTRIBUTES();
        attributes.bInheritHandle = inheritance == Inheritance.INHERITABLE;
        return attributes;
    }

    private static synchronized Pointer descriptor() throws IpcException {
        if (descriptor == null) {
            PointerByReference made = new PointerByReference();
            String sddl = sddl();
            if (!SecurityApi.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptor(
                    sddl, SecurityApi.SDDL_REVISION_1, made, null)) {
                throw SystemError.last("convert security descriptor", sddl);
            }
            descriptor = made.getValue();
        }
        return descriptor;
    }
}
