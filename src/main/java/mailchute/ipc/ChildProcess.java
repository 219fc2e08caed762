package mailchute.ipc;

/** A child that this process started: a process handle whose exit code is known on every system. */
public interface ChildProcess extends OsProcess {}
