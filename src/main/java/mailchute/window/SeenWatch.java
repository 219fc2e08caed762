package mailchute.window;

import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;

/**
 * Notices when someone has really looked at what the other end said: the window is the one in use, and the newest row is in
 * sight. On the event thread.
 */
final class SeenWatch {

    private final Window window;
    private final TranscriptView transcript;
    private final Consumer<UUID> seen;
    private String last = "";

    /** @param seen is given the newest words that were looked at, once */
    SeenWatch(Window window, TranscriptView transcript, Consumer<UUID> seen) {
        this.window = window;
        this.transcript = transcript;
        this.seen = seen;
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowActivated(WindowEvent event) {
                look();
            }
        });
        transcript.addPropertyChangeListener(TranscriptView.UNSEEN, event -> look());
    }

    /** Something may have come into sight. */
    void look() {
        if (!window.isActive() || !transcript.isShowing() || !transcript.isAtNewest()) {
            return;
        }
        Optional<TranscriptRow> theirs = transcript
                .content()
                .newest(row ->
                        row.kind() == TranscriptRow.Kind.MESSAGE && !row.id().isEmpty());
        if (theirs.isPresent() && !theirs.get().id().equals(last)) {
            last = theirs.get().id();
            uuid(last).ifPresent(seen);
        }
    }

    /** Words of a conversation have one; what the history holds may have been written by anything, and nobody waits for it. */
    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
