package mailchute.wire;

import java.util.Locale;
import java.util.Optional;

/** What a participant is. */
public enum Role {
    /** Owns a mailslot. */
    RECEIVER,
    /** Holds write handles that it opened by name. */
    SENDER,
    /** Holds write handles that it inherited or was handed, and no others. */
    CHILD;

    /** The word for it in frames and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
