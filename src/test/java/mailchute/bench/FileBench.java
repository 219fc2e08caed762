package mailchute.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mailchute.TestFolders;

/** A large file in a conversation, to the disk of the one who takes it. */
final class FileBench {

    private static final int MIB = 1024 * 1024;

    private FileBench() {}

    static List<Figure> run(Machine machine, boolean quick, double limit) throws Exception {
        int size = quick ? 128 : 1024;
        int rounds = quick ? 2 : 3;
        Path folder = Files.createTempDirectory(Path.of("target/bench").toAbsolutePath(), "file");
        List<Figure> figures = new ArrayList<>();
        try {
            int smallSize = size / 8;
            Path small = file(folder.resolve("small"), smallSize);
            Path large = file(folder.resolve("large"), size);
            String given = machine.path(large);
            String address = machine.pipe();
            try (Worker give = Worker.start(machine.java(FileProgram.class, "give"));
                    Worker take = Worker.start(machine.java(
                            FileProgram.class,
                            "take",
                            give.greeting().split(" ")[1],
                            machine.path(folder.resolve("taken"))));
                    Worker cGive = Worker.start(machine.c("file", "give", address, given));
                    Worker cTake = Worker.start(machine.c("file", "take", address))) {
                give.tell(machine.path(small));
                take.ask("accept");
                give.answer();
                double before = Memory.peak(give) + Memory.peak(take);
                List<Double> ours = new ArrayList<>();
                List<Double> c = new ArrayList<>();
                List<Double> offers = new ArrayList<>();
                List<Double> copies = new ArrayList<>();
                List<Double> sums = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    give.tell(given);
                    offers.add(rate(size, Double.parseDouble(give.answer())));
                    // A virtual machine's host takes free memory back within seconds, and gives it again slowly: each
                    // is measured with the memory that a copy has just left.
                    copy(large);
                    String[] taken = take.ask("accept").split(" ");
                    ours.add(rate(size, Double.parseDouble(taken[0])));
                    copies.add(rate(size, copy(large)));
                    String[] reference =
                            cTake.ask(machine.path(folder.resolve("c"))).split(" ");
                    c.add(rate(size, Double.parseDouble(reference[0])));
                    if (!taken[1].equals(reference[1])) {
                        throw new IllegalStateException("the checksums differ");
                    }
                    Files.delete(folder.resolve("c"));
                    sums.add(rate(size, time("sha256sum", large.toString())));
                }
                String what = machine.prefix() + "file in a conversation, "
                        + (size < 1024 ? size + " MiB" : size / 1024 + " GiB");
                figures.add(Figure.ratioAbove(
                        what,
                        Medians.of(ours),
                        "MB/s",
                        new Figure.Reference(
                                machine.reference("SOCK_SEQPACKET", "message pipe") + ", SHA-256", Medians.of(c)),
                        limit));
                figures.add(Figure.beside(
                        what,
                        Medians.of(ours),
                        "MB/s",
                        new Figure.Reference("cp and sync, no checksum", Medians.of(copies))));
                figures.add(Figure.beside(
                        machine.prefix() + "file's checksum before it is offered",
                        Medians.of(offers),
                        "MB/s",
                        new Figure.Reference("sha256sum", Medians.of(sums))));
                figures.add(Figure.ratioBelow(
                        what + ": most memory of both processes",
                        Memory.peak(give) + Memory.peak(take),
                        "MB",
                        new Figure.Reference("after one of " + smallSize + " MiB", before),
                        1.1));
                figures.add(Figure.beside(
                        what + ": most memory of both processes",
                        Memory.peak(give) + Memory.peak(take),
                        "MB",
                        new Figure.Reference("C", Memory.peak(cGive) + Memory.peak(cTake))));
            }
        } finally {
            TestFolders.delete(folder);
        }
        return figures;
    }

    private static double rate(int mib, double nanos) {
        return (double) mib * MIB / 1e6 / (nanos / 1e9);
    }

    /** The nanoseconds that {@code cp} and {@code sync} take; the copy is deleted. */
    private static double copy(Path file) throws IOException, InterruptedException {
        Path copy = file.resolveSibling("copy");
        double nanos = time("cp", file.toString(), copy.toString()) + time("sync", copy.toString());
        Files.delete(copy);
        return nanos;
    }

    private static double time(String... command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return System.nanoTime() - start;
    }

    private static Path file(Path path, int mib) throws IOException {
        Random random = new Random(1);
        byte[] part = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int i = 0; i < mib; i++) {
                random.nextBytes(part);
                out.write(part);
            }
        }
        return path;
    }
}
