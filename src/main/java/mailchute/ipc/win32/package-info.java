/**
 * The contract of {@code mailchute.ipc} kept by Windows.
 *
 * <p>Two layers. The mapping holds declarations and nothing else: {@code WinApi}, {@code DirectIo}, {@code NtApi},
 * {@code SecurityApi}. The objects are built on it: {@code Gate} (what every object that can be closed while in use
 * shares), {@code OverlappedOperation} (every wait with a deadline), and one class for each concept of the contract.
 * {@link mailchute.ipc.win32.Win32System} is the way in.
 */
package mailchute.ipc.win32;
