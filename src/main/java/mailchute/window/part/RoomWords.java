package mailchute.window.part;

import mailchute.room.Addresses;

/** What a room is called in windows. */
public final class RoomWords {

    private RoomWords() {}

    /** The room, and that it is shared where every user of this machine can be in it. */
    public static String of(String room) {
        return Addresses.shared() ? Words.of("room.shared", room) : room;
    }
}
