package mailchute.ipc;

/** Memory outside Java's heap that was freed in this process, and that the system's allocator keeps for the next who asks. */
public final class FreedMemory {

    private FreedMemory() {}

    /**
     * Has the allocator give back what it can ({@code HeapSetInformation} with {@code HeapOptimizeResources} for all heaps;
     * {@code malloc_trim}). It takes some milliseconds, and others who allocate wait meanwhile.
     *
     * @return false where the system has no such call: before Windows 8.1, and on Linux without glibc
     * @throws IpcException {@code UNSUPPORTED} where this is neither Windows nor Linux
     */
    public static boolean giveBack() throws IpcException {
        return IpcSystem.local().giveBackFreedMemory();
    }
}
