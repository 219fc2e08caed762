package mailchute.ipc.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.ptr.PointerByReference;
import java.util.HashMap;
import java.util.Map;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/**
 * The security of the objects that are made here. This user may do everything, which includes the right to create a further
 * instance of a pipe; without it the second instance fails (PITFALLS 5).
 */
enum ObjectSecurity {

    /** A mailslot that everyone may write to: what {@code GENERIC_WRITE} of any program asks for. */
    MAILSLOT("GW"),

    /**
     * A pipe that everyone may connect to: {@code FILE_GENERIC_READ} and {@code FILE_GENERIC_WRITE} without
     * {@code FILE_CREATE_PIPE_INSTANCE}, with which a stranger could answer in its name.
     */
    PIPE("0x12019b");

    /** Each for the life of this process: the system reads it at each create, so it is never given back. */
    private static final Map<String, Pointer> DESCRIPTORS = new HashMap<>();

    private final String others;

    ObjectSecurity(String others) {
        this.others = others;
    }

    /**
     * Protected from inheritance of rights. For this user alone: one entry. For the machine: this user first, then nobody who
     * comes over the network ({@code NU}), then the authenticated users ({@code AU}); and this user as the owner, by whom
     * others tell whose it is, where an administrator's objects would belong to all administrators.
     */
    String sddl(Audience audience) throws IpcException {
        String user = Accounts.current().id();
        String alone = "D:P(A;;GA;;;" + user + ")";
        return audience == Audience.USER ? alone : "O:" + user + alone + "(D;;GA;;;NU)(A;;" + others + ";;;AU)";
    }

    SECURITY_ATTRIBUTES attributes(Audience audience, Inheritance inheritance) throws IpcException {
        SECURITY_ATTRIBUTES attributes = new SECURITY_ATTRIBUTES();
        attributes.lpSecurityDescriptor = descriptor(sddl(audience));
        attributes.bInheritHandle = inheritance == Inheritance.INHERITABLE;
        return attributes;
    }

    /** For an object that exists already: nothing but whether the new handle is inherited. */
    static SECURITY_ATTRIBUTES inheritanceAlone(Inheritance inheritance) {
        SECURITY_ATTRIBUTES attributes = new SECURITY_ATTRIBUTES();
        attributes.bInheritHandle = inheritance == Inheritance.INHERITABLE;
        return attributes;
    }

    private static synchronized Pointer descriptor(String sddl) throws IpcException {
        Pointer descriptor = DESCRIPTORS.get(sddl);
        if (descriptor == null) {
            PointerByReference made = new PointerByReference();
            if (!SecurityApi.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptor(
                    sddl, SecurityApi.SDDL_REVISION_1, made, null)) {
                throw SystemError.last("convert security descriptor", sddl);
            }
            descriptor = made.getValue();
            DESCRIPTORS.put(sddl, descriptor);
        }
        return descriptor;
    }
}
