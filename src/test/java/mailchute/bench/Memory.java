package mailchute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailchute.ipc.OsProcess;

/** What the system says of a process's memory, in millions of bytes. */
final class Memory {

    private Memory() {}

    /** The most that was ever resident ({@code VmHWM}); for Linux. */
    static double peak(Worker worker) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(worker.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("the kernel does not say VmHWM of " + worker.pid());
    }

    /** As the program's own windows say it: on Linux its own and its share of what is shared, on Windows Private Bytes. */
    static double of(long pid) throws IOException {
        return OsProcess.detailsOf(OsProcess.identify(pid))
                        .memory()
                        .orElseThrow()
                        .bytes()
                / 1e6;
    }
}
