package mailchute.room;

import java.util.Optional;

/**
 * How a process ended, as far as this process can know.
 *
 * @param exitCode what it ended with; empty where the system does not tell this process: Linux tells a process's parent alone
 * @param lastError the last line of its standard error, empty text where it wrote nothing there; empty where this process
 *     did not start it, and so does not read it
 */
public record ProcessEnd(Optional<ExitCode> exitCode, Optional<String> lastError) {}
