package mailchute.ipc.linux;

import mailchute.ipc.Handle;

/** What every {@link Handle} of this system has: a descriptor that a child can be given. */
interface DescriptorHandle extends Handle {

    /** The descriptor. */
    Descriptor descriptor();

    /** The descriptor of a handle, which must be one of this system. */
    static Descriptor of(Handle handle) {
        if (handle instanceof DescriptorHandle ours) {
            return ours.descriptor();
        }
        throw new IllegalArgumentException("not a handle of this system: " + handle);
    }

    @Override
    default long value() {
        return descriptor().number();
    }
}
