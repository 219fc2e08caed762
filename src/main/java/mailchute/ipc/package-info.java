/**
 * The operating system's objects for programs of one machine: mailslots, named pipes, processes and the handles that
 * tie them together, with one meaning on Windows and Linux.
 *
 * <p>The types here are the contract; {@code ipc.win32} and {@code ipc.linux} keep it with system calls made through
 * JNA. Nothing here knows of chat or of Swing. Every object that holds a handle is {@link java.lang.AutoCloseable};
 * closing twice is harmless, use after close is an {@link mailchute.ipc.IpcException} with reason
 * {@link mailchute.ipc.IpcException.Reason#CLOSED}. Every call that can wait takes a timeout and is woken by
 * {@code close} from another thread.
 */
package mailchute.ipc;
