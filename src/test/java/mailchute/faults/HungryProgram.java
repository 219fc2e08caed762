package mailchute.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailchute.Main;

/**
 * The program in a process whose memory is taken away and given back: the first argument names a folder in which a file
 * {@code full} or {@code free} says which, and gets the answer {@code is-full} or {@code is-free}.
 */
public final class HungryProgram {

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
        boolean told = false;
        while (true) {
            try {
                if (Files.exists(free)) {
                    eaten.clear();
                    Files.createFile(isFree);
                    return;
                }
                if (Files.exists(full)) {
                    fill(eaten);
                    if (!told) {
                        Files.createFile(isFull);
                        told = true;
                    }
                }
                Thread.sleep(2);
            } catch (OutOfMemoryError hungry) {
                // So it is meant; what others let go of is eaten too. A little is needed to look at the files.
                for (int i = 0; i < 20 && !eaten.isEmpty(); i++) {
                    eaten.remove(eaten.size() - 1);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void fill(List<byte[]> eaten) {
        for (int size = 1 << 20; size >= 1 << 10; size /= 4) {
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
