package mailchute.ipc.linux;

/** What glibc has beside the standard's allocator, and other libraries lack. */
final class Malloc {

    /** Whether this libc has it; nothing else here may be called where it does not. */
    static final boolean AVAILABLE = OptionalCalls.register(Malloc.class);

    private Malloc() {}

    static native int malloc_trim(long pad);
}
