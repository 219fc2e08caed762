package mailchute.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The words in a frame's {@code kind}. */
enum Kind {
    MESSAGE("message"),
    ASK_CARD("ask-card"),
    ASK_CLOSE("ask-close"),
    ASK_HANDLES("ask-handles"),
    OPEN_HANDLE("open-handle"),
    HANDLES_END("handles-end"),
    ASK_CONVERSATION("ask-conversation"),
    CARD("card"),
    CLOSING("closing"),
    REFUSED("refused"),
    SAID("said"),
    RECEIVED("received"),
    SEEN("seen"),
    TYPING("typing"),
    OFFER_FILE("offer-file"),
    ACCEPT_FILE("accept-file"),
    DECLINE_FILE("decline-file"),
    PAUSE_FILE("pause-file"),
    RESUME_FILE("resume-file"),
    CANCEL_FILE("cancel-file"),
    FILE_DONE("file-done"),
    ASK_FILE("ask-fetch"),
    FILE_FOLLOWS("file-follows"),
    BYE("bye"),
    BYE_TOO("bye-too"),
    USE_HANDLE("use-handle"),
    DROP_HANDLE("drop-handle"),
    SAY_THIS("say-this");

    private static final Map<String, Kind> BY_WORD = new HashMap<>();

    static {
        for (Kind kind : values()) {
            BY_WORD.put(kind.word, kind);
        }
    }

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Kind> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
