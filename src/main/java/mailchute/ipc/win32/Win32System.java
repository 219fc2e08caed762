package mailchute.ipc.win32;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.Shell32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
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

/** Windows: each call of the contract led to the class that keeps it. */
public final class Win32System implements IpcSystem {

    private static final String THEME = "Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
    private static final String LIGHT = "AppsUseLightTheme";

    /** Found by name, by {@link IpcSystem#local}. */
    public Win32System() {}

    @Override
    public User currentUser() throws IpcException {
        return Accounts.current();
    }

    @Override
    public Mailslot createMailslot(String address, int maxMessageSize, Audience audience) throws IpcException {
        return Win32Mailslot.create(address, maxMessageSize, audience);
    }

    /** The owner is not compared: a writer's handle does not tell whose the mailslot is. */
    @Override
    public MailslotWriter openMailslotWriter(String address, Handle.Inheritance inheritance, User owner)
            throws IpcException {
        return Win32MailslotWriter.open(address, inheritance);
    }

    @Override
    public Handle openMailslotForProgram(String address) throws IpcException {
        return Win32MailslotWriter.openForProgram(address);
    }

    @Override
    public MailslotWriter adoptMailslotWriter(long value) throws IpcException {
        return Win32MailslotWriter.adopt(value);
    }

    @Override
    public NamedPipeServer createNamedPipeServer(
            String address, int maxMessageSize, int maxInstances, Audience audience) throws IpcException {
        return Win32NamedPipeServer.create(address, maxMessageSize, maxInstances, audience);
    }

    @Override
    public NamedPipe connectNamedPipe(String address, int maxMessageSize, Duration timeout, User owner)
            throws IpcException {
        return Win32NamedPipe.connect(address, maxMessageSize, timeout, owner);
    }

    /** Whose they are is not looked at: that would take opening each. */
    @Override
    public NamedPipeOwners namedPipeOwners(String prefix, User owner) throws IpcException {
        return new Win32PipeOwners(prefix);
    }

    @Override
    public AnonymousPipe createAnonymousPipe(Handle.Inheritance readEnd, Handle.Inheritance writeEnd)
            throws IpcException {
        return Win32AnonymousPipe.create(readEnd, writeEnd);
    }

    @Override
    public OsProcess openProcess(ProcessIdentity identity) throws IpcException {
        return Win32Process.open(identity);
    }

    @Override
    public OsProcess openOwnProcess(Handle.Inheritance inheritance) throws IpcException {
        return Win32Process.openSelf(inheritance);
    }

    @Override
    public OsProcess adoptProcess(long value) throws IpcException {
        return Win32Process.adopt(value);
    }

    @Override
    public ProcessIdentity currentProcess() throws IpcException {
        return ProcessTable.current();
    }

    @Override
    public ProcessIdentity identifyProcess(long pid) throws IpcException {
        return ProcessTable.identify(pid);
    }

    @Override
    public User userOf(long pid) throws IpcException {
        return ProcessTable.userOf(pid);
    }

    @Override
    public String programOf(long pid) throws IpcException {
        return ProcessTable.programOf(pid);
    }

    @Override
    public ProcessDetails detailsOf(ProcessIdentity identity) throws IpcException {
        return ProcessTable.details(identity);
    }

    @Override
    public List<ProcessEntry> listProcesses() throws IpcException {
        return ProcessTable.list();
    }

    @Override
    public long valueInChild(Handle handle, int position) {
        return handle.value();
    }

    @Override
    public ChildProcess start(ChildCommand command) throws IpcException {
        return ChildStart.of(command);
    }

    @Override
    public OrderLine createOrderLine() throws IpcException {
        return Win32OrderLine.create();
    }

    @Override
    public OrderLine.ChildEnd adoptOrderLine(long value) throws IpcException {
        return OrderLineEnd.adopt(value);
    }

    @Override
    public List<String> commandLine() {
        return List.of(Shell32Util.CommandLineToArgv(WinApi.INSTANCE.GetCommandLine()));
    }

    @Override
    public Map<Long, Integer> usageCounts(List<HandleTable.Entry> entries, Collection<Long> pids) {
        return HandleKind.usageCounts(entries);
    }

    @Override
    public Optional<Sha256> beginSha256() {
        return Optional.of(new BCryptSha256());
    }

    @Override
    public boolean giveBackFreedMemory() {
        WinApi.HEAP_OPTIMIZE_RESOURCES_INFORMATION information = new WinApi.HEAP_OPTIMIZE_RESOURCES_INFORMATION();
        return WinApi.INSTANCE.HeapSetInformation(
                null, WinApi.HEAP_OPTIMIZE_RESOURCES, information, new SIZE_T(information.size()));
    }

    @Override
    public Optional<Boolean> prefersDark() {
        try {
            if (!Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, THEME, LIGHT)) {
                return Optional.empty();
            }
            return Optional.of(Advapi32Util.registryGetIntValue(WinReg.HKEY_CURRENT_USER, THEME, LIGHT) == 0);
        } catch (Win32Exception unreadable) {
            // Taken away between the two calls: the system does not say, as if it had never been there.
            return Optional.empty();
        }
    }
}
