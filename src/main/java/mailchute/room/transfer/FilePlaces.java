package mailchute.room.transfer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where files go.
 *
 * @param received gives the folder for received files; asked anew for each, so that a choice counts from then on, and the
 *     folder is made where it is missing
 * @param offers the folder that remembers what was offered and has not arrived yet, for a later run of the same
 *     participant; without one an offer ends with its process
 */
public record FilePlaces(Supplier<Path> received, Optional<Path> offers) {

    /** The folder {@code Downloads} in the user's home, and no memory of offers. */
    public static FilePlaces inHome() {
        return new FilePlaces(() -> Path.of(System.getProperty("user.home"), "Downloads"), Optional.empty());
    }
}
