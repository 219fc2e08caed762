package mailchute.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import mailchute.ipc.ChildCommand;

/** A wall clock of its own for processes that were started with it; see {@code src/test/c/linux/preload/clock.c}. */
final class Clock {

    private static final Path LIBRARY =
            Path.of("target/test/programs/linux/clock.so").toAbsolutePath();

    private final Path file;

    /** One that is right at first. */
    Clock(Path file) {
        this.file = file;
        set(Duration.ZERO);
    }

    /** Sets it wrong by that much. */
    void set(Duration offset) {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(offset.toSeconds())
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildCommand in(ChildCommand command) {
        String others = command.environment().containsKey("LD_PRELOAD")
                ? command.environment().get("LD_PRELOAD").orElseThrow() + ":"
                : "";
        return command.environment("LD_PRELOAD", others + LIBRARY).environment("MAILCHUTE_CLOCK", file.toString());
    }
}
