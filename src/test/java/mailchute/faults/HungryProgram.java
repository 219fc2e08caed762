package mailchute.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import mailchute.Main;

/**
 * The program in a process whose memory is taken away and given back: the first argument names a folder in which a file
 * {@code full} or {@code free} says which, and gets the answer {@code is-full} or {@code is-free}.
 */
public final class HungryProgram {

    /** How many kilobytes are left. */
    private static final int CRUMBS = 200;

    private HungryProgram() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path isFull = folder.resolve("is-full");
        Path isFree = folder.resolve("is-free");
        // What the end of the meal needs is there before its beginning.
        Files.createFile(isFull);
        Files.createFile(isFree);
        Files.delete(isFull);
        Files.delete(isFree);
        Thread eater = new Thread(() -> eat(folder.resolve("full"), isFull, folder.resolve("free"), isFree), "eater");
        eater.setDaemon(true);
        eater.start();
        Main.main(List.of(args).subList(1, args.length).toArray(String[]::new));
    }

    private static void eat(Path full, Path isFull, Path free, Path isFree) {
        List<byte[]> eaten = new ArrayList<>(1_000_000);
        try {
            await(full);
            fill(eaten, 1 << 10);
            // What is too little for a large message is enough for all else; what others let go of is eaten too.
            for (int crumbs = 0; crumbs < CRUMBS && !eaten.isEmpty(); crumbs++) {
                eaten.remove(eaten.size() - 1);
            }
            Files.createFile(isFull);
            while (!Files.exists(free)) {
                fill(eaten, 32 << 10);
                LockSupport.parkNanos(2_000_000);
            }
            eaten.clear();
            Files.createFile(isFree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void fill(List<byte[]> eaten, int least) {
        for (int size = 1 << 20; size >= least; size /= 2) {
            boolean more = true;
            while (more) {
                try {
                    eaten.add(new byte[size]);
                } catch (OutOfMemoryError enough) {
                    more = false;
                }
            }
        }
    }
}
