package mailchute.history;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who said something, as far as that was known then.
 *
 * @param nickname the name that the message claims; empty where it claims none
 * @param program  what its process ran
 * @param claimed  the process that the message names
 * @param vouched  the process that the kernel names
 * @param user     the account that the kernel names
 * @param parent   the parent that a child sender names
 * @param slot     the plain name of the mailslot that the message came by; empty for the one of the room
 */
public record Writer(
        Optional<String> nickname,
        Optional<String> program,
        OptionalLong claimed,
        OptionalLong vouched,
        Optional<String> user,
        OptionalLong parent,
        Optional<String> slot) {

    /** Somebody of whom a nickname and a process are known, and nothing vouches for either. */
    public static Writer named(String nickname, long pid) {
        return new Writer(
                Optional.of(nickname),
                Optional.empty(),
                OptionalLong.of(pid),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** What {@code from:} looks for: the nickname, else the program. */
    public String name() {
        return nickname.or(() -> program).orElse("");
    }
}
