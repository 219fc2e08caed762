package mailchute.ipc;

/**
 * One line of the process list. Windows: {@code CreateToolhelp32Snapshot} with {@code Process32First} and
 * {@code Process32Next}, {@code GetProcessTimes}, the owner of the process's token. Linux: {@code /proc/PID/stat} and its
 * owner.
 *
 * @param identity its pid and start
 * @param parentPid the pid of the process that started it; that one may have ended
 * @param name the executable's file name
 * @param user the account it runs as; id and name are empty where this user may not know
 */
public record ProcessEntry(ProcessIdentity identity, long parentPid, String name, User user) {}
