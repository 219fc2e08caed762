package mailchute.history;

import java.nio.file.Path;

/** How the history is. */
public sealed interface HistoryStatus {

    /** What is said is kept. */
    record On() implements HistoryStatus {}

    /**
     * Nothing is kept; it is tried again now and then.
     *
     * @param why in English words for people
     */
    record Off(HistoryException.Reason reason, String why) implements HistoryStatus {}

    /**
     * The database was damaged. It was set aside, and what is said from now on is kept in a new one.
     *
     * @param aside where the damaged one is now
     */
    record SetAside(Path aside) implements HistoryStatus {}
}
