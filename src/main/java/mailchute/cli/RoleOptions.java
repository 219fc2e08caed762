package mailchute.cli;

import java.nio.file.Path;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;
import mailchute.room.transfer.FilePlaces;
import mailchute.settings.UserFolders;
import mailchute.wire.Names;
import picocli.CommandLine.Option;

/** The options of every role. */
final class RoleOptions {

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            defaultValue = Names.DEFAULT_ROOM,
            description = "The room; ${DEFAULT-VALUE} unless named.")
    private String room;

    @Option(names = "--name", paramLabel = "NICKNAME", description = "The nickname; your account's name unless given.")
    private String name;

    @Option(names = "--headless", description = "No window: standard input and output.")
    private boolean headless;

    @Option(names = "--console", description = "A window, and standard input and output as well.")
    private boolean console;

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description = "Where files go that are received in conversations; your Downloads folder unless given.")
    private Path files;

    /** Where this role's files go. */
    FilePlaces filePlaces() {
        Path given = files;
        return new FilePlaces(
                given == null ? UserFolders::downloads : given::toAbsolutePath,
                Optional.of(UserFolders.data().resolve("offers")));
    }

    /** The room, checked. */
    String room() {
        return Names.room(room);
    }

    /** The nickname, checked. */
    String nickname() throws IpcException {
        return name == null ? Names.nicknameFor(User.current().name()) : Names.nickname(name);
    }

    boolean window() {
        return !headless;
    }

    boolean console() {
        return headless || console;
    }
}
