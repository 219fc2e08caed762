/**
 * The contract of {@link mailchute.ipc} on Linux: {@code AF_UNIX} sockets, pipes, pidfds and {@code posix_spawn} of a
 * 64-bit glibc. {@link mailchute.ipc.linux.LibC} declares the calls and nothing else; everything else is built on it.
 */
package mailchute.ipc.linux;
