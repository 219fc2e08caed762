package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.concurrent.ConcurrentHashMap;
import mailchute.ipc.User;

/** The names of accounts, asked once each. */
final class Users {

    private static final ConcurrentHashMap<Integer, User> KNOWN = new ConcurrentHashMap<>();
    private static final int PASSWD_SIZE = 64;
    private static final int TEXT_SIZE = 16 * 1024;

    private Users() {}

    static User current() {
        return of(LibC.getuid());
    }

    static boolean isCurrent(User user) {
        return user.id().equals(Integer.toUnsignedString(LibC.getuid()));
    }

    static User of(int uid) {
        User known = KNOWN.get(uid);
        return known == null ? ask(uid) : known;
    }

    /** The account for people: {@code alice (1000)}, or the number alone where it has no name. */
    static String label(int uid) {
        User user = of(uid);
        return user.name().equals(user.id()) ? user.id() : user.name() + " (" + user.id() + ")";
    }

    private static User ask(int uid) {
        String id = Integer.toUnsignedString(uid);
        try (Memory entry = new Memory(PASSWD_SIZE);
                Memory text = new Memory(TEXT_SIZE);
                Memory found = new Memory(Long.BYTES)) {
            found.clear();
            int failed = LibC.getpwuid_r(uid, entry, text, TEXT_SIZE, found);
            boolean known = failed == 0 && found.getPointer(0) != null;
            User user = new User(id, known ? entry.getPointer(0).getString(0, "UTF-8") : id);
            if (failed == 0) {
                // Without a descriptor left to look it up with, it may have a name all the same.
                KNOWN.put(uid, user);
            }
            return user;
        }
    }
}
