package mailchute.ipc;

/**
 * A child that this process started: a process handle whose exit code is known on every system. It leaves no zombie,
 * whether anyone waits for it or not. Closing it leaves the child alone, unless {@link ChildCommand#killOnClose} was
 * asked for.
 */
public interface ChildProcess extends OsProcess {}
