package mailchute.window.file;

import java.util.Locale;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.room.transfer.Transfer.Side;
import mailchute.window.part.Words;

/** How a transfer stands, in the language of the windows. */
final class TransferWords {

    private TransferWords() {}

    /** In one line; {@code other} is the nickname at the other end. */
    static String of(Transfer transfer, Transfer.Status status, String other) {
        boolean incoming = transfer instanceof IncomingTransfer;
        String size = Amounts.bytes(transfer.size());
        String done = Amounts.bytes(status.bytes());
        boolean here = status.by().filter(side -> side == Side.HERE).isPresent();
        return switch (status.state()) {
            case PREPARING -> Words.of("file.preparing", done, size) + left(status);
            case OFFERED -> offered(incoming, status, size, done, other);
            case WAITING -> Words.of("file.waiting", size, other);
            case RUNNING -> running(status, size, done);
            case PAUSED ->
                here ? Words.of("file.paused-here", done, size) : Words.of("file.paused-there", done, size, other);
            case INTERRUPTED -> interrupted(status, size, done);
            case CHECKING -> Words.of("file.checking", size);
            case DONE -> incoming ? Words.of("file.done-here", size) : Words.of("file.done-there", size, other);
            case DECLINED -> here ? Words.of("file.declined-here", size) : Words.of("file.declined-there", size, other);
            case CANCELLED ->
                here ? Words.of("file.cancelled-here", size) : Words.of("file.cancelled-there", size, other);
            case FAILED -> failed(status, other);
        };
    }

    private static String offered(boolean incoming, Transfer.Status status, String size, String done, String other) {
        if (!incoming) {
            return Words.of("file.offered-there", size, other);
        }
        return status.bytes() == 0 ? Words.of("file.offered-here", size) : Words.of("file.offered-again", size, done);
    }

    private static String running(Transfer.Status status, String size, String done) {
        String line = Words.of("file.running", done, size);
        if (status.bytesPerSecond() > 0) {
            line = Words.of("file.speed", line, Amounts.bytes(status.bytesPerSecond()));
        }
        return line + left(status);
    }

    private static String left(Transfer.Status status) {
        return status.timeLeft()
                .map(time -> Words.of("file.left", Amounts.left(time)))
                .orElse("");
    }

    private static String interrupted(Transfer.Status status, String size, String done) {
        String line = Words.of("file.interrupted", done, size);
        return status.problem()
                .map(problem -> Words.of("file.because", line, of(problem)))
                .orElse(line);
    }

    private static String failed(Transfer.Status status, String other) {
        String line = status.end()
                .map(end -> Words.of("file.failed." + end.name().toLowerCase(Locale.ROOT), other))
                .orElse("");
        return status.problem()
                .map(problem -> Words.of("file.because", line, of(problem)))
                .orElse(line);
    }

    private static String of(Transfer.Problem problem) {
        String words = Words.of("file.problem." + problem.kind().name().toLowerCase(Locale.ROOT));
        return problem.detail().isEmpty() ? words : Words.of("failure.detail", words, problem.detail());
    }
}
