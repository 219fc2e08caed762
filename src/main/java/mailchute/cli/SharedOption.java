package mailchute.cli;

import mailchute.ipc.Audience;
import mailchute.room.Addresses;
import picocli.CommandLine.Option;

/** The option that has a command be among the machine's rooms instead of its user's own. */
final class SharedOption {

    @Option(
            names = "--shared",
            description =
                    "In the rooms of this machine, which are open to all of its users; they are apart from your own.")
    void share(boolean shared) {
        if (shared) {
            Addresses.use(Audience.MACHINE);
        }
    }
}
