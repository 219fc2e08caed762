package mailchute.window;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailchute.room.Broadcast;
import mailchute.window.transcript.TranscriptView;

/** What became of the newest messages, by their ids: as many as a transcript keeps. For any thread. */
final class SentMessages {

    private final Map<String, Broadcast> byId = new LinkedHashMap<>();

    /** Keeps what became of a message by now. */
    synchronized void put(Broadcast broadcast) {
        byId.put(broadcast.post().id().toString(), broadcast);
        if (byId.size() > TranscriptView.CAPACITY) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** What became of the message with this id. */
    synchronized Optional<Broadcast> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
