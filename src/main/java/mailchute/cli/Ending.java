package mailchute.cli;

import java.util.concurrent.CompletableFuture;

/** The end of this process, which a window, the console or another participant may ask for; the first one decides. */
final class Ending {

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    /** Asks for the end with this exit status. */
    void with(int exitStatus) {
        status.complete(exitStatus);
    }

    /** Waits until the end is asked for. */
    int await() {
        return status.join();
    }
}
