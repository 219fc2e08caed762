package mailchute.ipc;

import java.time.Duration;

/** A handle that was handed to a running child, as its parent sees it. */
public interface HandedHandle {

    /**
     * Takes the handle back: asks the child over the line to close it, and returns once the child has done so, or has ended.
     * Taking back again does nothing.
     *
     * <p>The parent does not close the handle in the child itself ({@code DUPLICATE_CLOSE_SOURCE} could): the child may have
     * closed it and its value may be another object's by now. What the child closed by itself counts as given back. Copies
     * that it made, or handed on to children of its own, stay.
     *
     * @throws IpcException {@code TIMED_OUT} where the child did not answer in time, such as one that is frozen, or that
     *     has not said what holds the handle ({@link OrderLine.ChildEnd#keep}): it has been asked and will close the handle
     *     when it gets to it, and taking back again waits on; {@code OWNER_GONE} where it closed its end of the line and
     *     still ran at the deadline; {@code CLOSED} as soon as the line is closed here
     */
    void takeBack(Duration timeout) throws IpcException;
}
