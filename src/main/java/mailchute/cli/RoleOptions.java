package mailchute.cli;

import java.nio.file.Path;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.room.transfer.FilePlaces;
import mailchute.settings.LiveSettings;
import mailchute.settings.UserFolders;
import mailchute.wire.VisibleText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every role. */
final class RoleOptions {

    @Mixin
    private RoomOption room;

    @Option(
            names = "--name",
            paramLabel = "NICKNAME",
            description = "The nickname; unless given the one in the settings, else your account's name.")
    private String name;

    @Option(names = "--headless", description = "No window: standard input and output.")
    private boolean headless;

    @Option(names = "--console", description = "A window, and standard input and output as well.")
    private boolean console;

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description =
                    "Where files go that are received in conversations; unless given the folder in the settings, else Downloads.")
    private Path files;

    /** As if these had been given. */
    static RoleOptions of(String room, String name, boolean headless) {
        RoleOptions options = new RoleOptions();
        options.room = RoomOption.of(room);
        options.name = name;
        options.headless = headless;
        return options;
    }

    /** Where this role's files go. */
    FilePlaces filePlaces() {
        Path given = files;
        return new FilePlaces(
                given == null ? () -> LiveSettings.ofUser().current().folderForFiles() : given::toAbsolutePath,
                Optional.of(UserFolders.data().resolve("offers")));
    }

    /** The room, checked. */
    String room() {
        return room.checked();
    }

    /** The nickname, checked. */
    String nickname() throws IpcException {
        String nickname = OwnName.of(name);
        if (headless) {
            // A window says it itself.
            LiveSettings.ofUser()
                    .problems()
                    .forEach(problem -> System.err.println("mailchute: " + VisibleText.line(problem.line())));
        }
        return nickname;
    }

    boolean window() {
        return !headless;
    }

    boolean console() {
        return headless || console;
    }
}
