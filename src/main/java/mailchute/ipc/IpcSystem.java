package mailchute.ipc;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One operating system's way to keep the contract: what {@code ipc.win32} and {@code ipc.linux} implement. Programs use
 * the static methods of {@link Mailslot}, {@link NamedPipe} and the others instead, which say what each call promises.
 */
public interface IpcSystem {

    /** The systems that there is an implementation for. */
    enum Kind {
        WINDOWS("mailchute.ipc.win32.Win32System"),
        LINUX("mailchute.ipc.linux.LinuxSystem");

        private final String implementation;

        Kind(String implementation) {
            this.implementation = implementation;
        }

        String implementation() {
            return implementation;
        }

        /** The system this JVM runs on; empty where Mailchute cannot run. */
        public static Optional<Kind> ofThisMachine() {
            String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            if (name.startsWith("windows")) {
                return Optional.of(WINDOWS);
            }
            return name.equals("linux") ? Optional.of(LINUX) : Optional.empty();
        }
    }

    /** The implementation for this machine. */
    static IpcSystem local() throws IpcException {
        return LocalSystem.get();
    }

    User currentUser() throws IpcException;

    Mailslot createMailslot(String address, int maxMessageSize, Audience audience) throws IpcException;

    MailslotWriter openMailslotWriter(String address, Handle.Inheritance inheritance, User owner) throws IpcException;

    Handle openMailslotForProgram(String address) throws IpcException;

    MailslotWriter adoptMailslotWriter(long value) throws IpcException;

    NamedPipeServer createNamedPipeServer(String address, int maxMessageSize, int maxInstances, Audience audience)
            throws IpcException;

    NamedPipe connectNamedPipe(String address, int maxMessageSize, Duration timeout, User owner) throws IpcException;

    NamedPipeOwners namedPipeOwners(String prefix, User owner) throws IpcException;

    AnonymousPipe createAnonymousPipe(Handle.Inheritance readEnd, Handle.Inheritance writeEnd) throws IpcException;

    OsProcess openProcess(ProcessIdentity identity) throws IpcException;

    OsProcess openOwnProcess(Handle.Inheritance inheritance) throws IpcException;

    OsProcess adoptProcess(long value) throws IpcException;

    ProcessIdentity currentProcess() throws IpcException;

    ProcessIdentity identifyProcess(long pid) throws IpcException;

    User userOf(long pid) throws IpcException;

    String programOf(long pid) throws IpcException;

    ProcessDetails detailsOf(ProcessIdentity identity) throws IpcException;

    List<ProcessEntry> listProcesses() throws IpcException;

    /** The value that the handle listed at this position (from 0) has in the child. */
    long valueInChild(Handle handle, int position);

    ChildProcess start(ChildCommand command) throws IpcException;

    OrderLine createOrderLine() throws IpcException;

    OrderLine.ChildEnd adoptOrderLine(long value) throws IpcException;

    /** A checksum by the system's own library; empty where there is none. */
    Optional<Sha256> beginSha256();

    /** The words of the command line that this process was started with, the program's first. */
    List<String> commandLine() throws IpcException;

    /** How many handles there are to each entry's object; entries of which the system does not tell are left out. */
    Map<Long, Integer> usageCounts(List<HandleTable.Entry> entries, Collection<Long> pids) throws IpcException;

    /** Has the system's allocator give back what it can; false where it has no way to. */
    boolean giveBackFreedMemory();

    /** Whether the user's desktop asks for dark windows; empty where this layer cannot tell. */
    Optional<Boolean> prefersDark();
}
