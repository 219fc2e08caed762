package mailchute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process's memory, in millions of bytes. */
final class Memory {

    private Memory() {}

    /** The most that was ever resident ({@code VmHWM}). */
    static double peak(Worker worker) throws IOException {
        return field("status", worker.pid(), "VmHWM:");
    }

    /** Its own, and its share of what it shares with others ({@code Pss}). */
    static double share(long pid) throws IOException {
        return field("smaps_rollup", pid, "Pss:");
    }

    private static double field(String file, long pid, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), file))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("/proc/" + pid + "/" + file + " does not say " + name);
    }
}
