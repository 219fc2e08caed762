package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Audience;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle;
import mailchute.ipc.HandleTable;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessDetails;
import mailchute.ipc.ProcessEntry;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.Sha256;
import mailchute.ipc.User;

/** The contract kept with Linux's own objects. */
public final class LinuxSystem implements IpcSystem {

    /** The implementation; it holds nothing itself. */
    public LinuxSystem() {}

    @Override
    public User currentUser() {
        return Users.current();
    }

    @Override
    public Mailslot createMailslot(String address, int maxMessageSize, Audience audience) throws IpcException {
        return new UnixMailslot(address, maxMessageSize, audience);
    }

    @Override
    public MailslotWriter openMailslotWriter(String address, Handle.Inheritance inheritance, User owner)
            throws IpcException {
        return UnixMailslotWriter.open(address, inheritance, owner);
    }

    @Override
    public Handle openMailslotForProgram(String address) throws IpcException {
        return UnixMailslotWriter.open(address, Handle.Inheritance.INHERITABLE, currentUser());
    }

    @Override
    public MailslotWriter adoptMailslotWriter(long value) throws IpcException {
        return UnixMailslotWriter.adopt(value);
    }

    @Override
    public NamedPipeServer createNamedPipeServer(
            String address, int maxMessageSize, int maxInstances, Audience audience) throws IpcException {
        return new UnixNamedPipeServer(address, maxMessageSize, maxInstances, audience);
    }

    @Override
    public NamedPipe connectNamedPipe(String address, int maxMessageSize, Duration timeout, User owner)
            throws IpcException {
        return UnixNamedPipe.connect(address, maxMessageSize, timeout, owner.known() ? owner : currentUser());
    }

    @Override
    public NamedPipeOwners namedPipeOwners(String prefix, User owner) {
        return new UnixPipeOwners(prefix, owner);
    }

    @Override
    public AnonymousPipe createAnonymousPipe(Handle.Inheritance readEnd, Handle.Inheritance writeEnd)
            throws IpcException {
        return new UnixAnonymousPipe(readEnd, writeEnd);
    }

    @Override
    public OsProcess openProcess(ProcessIdentity identity) throws IpcException {
        return LinuxProcess.open(identity);
    }

    @Override
    public OsProcess openOwnProcess(Handle.Inheritance inheritance) throws IpcException {
        return LinuxProcess.openSelf(inheritance);
    }

    @Override
    public OsProcess adoptProcess(long value) throws IpcException {
        return LinuxProcess.adopt(value);
    }

    @Override
    public ProcessIdentity currentProcess() throws IpcException {
        return ProcFiles.identify(ProcessHandle.current().pid());
    }

    @Override
    public ProcessIdentity identifyProcess(long pid) throws IpcException {
        return ProcFiles.identify(pid);
    }

    @Override
    public User userOf(long pid) throws IpcException {
        return ProcFiles.userOf(pid);
    }

    @Override
    public String programOf(long pid) throws IpcException {
        return ProcFiles.programOf(pid);
    }

    @Override
    public ProcessDetails detailsOf(ProcessIdentity identity) throws IpcException {
        return ProcFiles.details(identity);
    }

    @Override
    public List<ProcessEntry> listProcesses() throws IpcException {
        return ProcFiles.list();
    }

    @Override
    public long valueInChild(Handle handle, int position) {
        return Spawn.FIRST_HANDLE + (long) position;
    }

    @Override
    public ChildProcess start(ChildCommand command) throws IpcException {
        return Spawn.start(command);
    }

    @Override
    public OrderLine createOrderLine() throws IpcException {
        return new SocketPairLine();
    }

    @Override
    public OrderLine.ChildEnd adoptOrderLine(long value) throws IpcException {
        return SocketPairLine.adopt(value);
    }

    @Override
    public List<String> commandLine() throws IpcException {
        return ProcFiles.commandLine();
    }

    @Override
    public Map<Long, Integer> usageCounts(List<HandleTable.Entry> entries, Collection<Long> pids) {
        return UsageCounts.of(entries, pids);
    }

    @Override
    public Optional<Sha256> beginSha256() {
        return LibCrypto.AVAILABLE ? Optional.of(new OpenSslSha256()) : Optional.empty();
    }

    @Override
    public boolean giveBackFreedMemory() {
        if (Malloc.AVAILABLE) {
            Malloc.malloc_trim(0);
        }
        return Malloc.AVAILABLE;
    }

    /** Every desktop keeps this elsewhere; none of them in the kernel. */
    @Override
    public Optional<Boolean> prefersDark() {
        return Optional.empty();
    }
}
