package mailchute.cli;

import mailchute.wire.Names;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that names a room. */
final class RoomOption {

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            defaultValue = Names.DEFAULT_ROOM,
            description = "The room; ${DEFAULT-VALUE} unless named.")
    private String name;

    @Mixin
    private SharedOption shared;

    /** As if this room had been named. */
    static RoomOption of(String name) {
        RoomOption option = new RoomOption();
        option.name = name;
        return option;
    }

    /** The room, checked. */
    String checked() {
        return Names.room(name);
    }
}
