package mailchute.ipc.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailchute.ipc.HandleTable;

/** Counts descriptors of the same kernel object over the {@code /proc/PID/fd} of several processes. */
final class UsageCounts {

    private static final String PIPE = "pipe:";
    private static final String PIDFD = "anon_inode:[pidfd]";
    private static final String ANONYMOUS = "anon_inode:";

    private UsageCounts() {}

    static Map<Long, Integer> of(List<HandleTable.Entry> entries, Collection<Long> pids) {
        long self = ProcessHandle.current().pid();
        Map<String, Integer> counts = new HashMap<>();
        Map<Long, String> own = new HashMap<>();
        Set<Long> all = new LinkedHashSet<>(pids);
        all.add(self);
        for (long pid : all) {
            objects(pid).forEach((fd, object) -> {
                counts.merge(object, 1, Integer::sum);
                if (pid == self) {
                    own.put(fd, object);
                }
            });
        }
        Map<Long, Integer> result = new HashMap<>();
        for (HandleTable.Entry entry : entries) {
            String object = own.get(entry.value());
            if (object != null) {
                result.put(entry.value(), counts.get(object));
            }
        }
        return result;
    }

    /** The object behind each descriptor of a process, as far as it has a name that tells it from others. */
    private static Map<Long, String> objects(long pid) {
        Map<Long, String> objects = new HashMap<>();
        Path folder = Path.of("/proc", Long.toString(pid), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
            for (Path descriptor : descriptors) {
                object(pid, descriptor)
                        .ifPresent(object -> objects.put(
                                Long.parseLong(descriptor.getFileName().toString()), object));
            }
        } catch (IOException notThereOrNotOurs) {
            // It has ended, or belongs to another user: what it shares with us cannot be seen.
            return objects;
        }
        return objects;
    }

    private static Optional<String> object(long pid, Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith(PIPE)) {
                // Both ends have the same name; how they were opened tells them apart.
                return Optional.of(target
                        + (Integer.parseInt(field(pid, descriptor, "flags:\t").orElse("0"), 8) & 3));
            }
            if (target.equals(PIDFD)) {
                return field(pid, descriptor, "Pid:\t").map(process -> target + process);
            }
            if (target.startsWith(ANONYMOUS)) {
                // Every eventfd has the same name; later kernels number them.
                return field(pid, descriptor, "eventfd-id:").map(number -> target + number);
            }
            return Optional.of(target);
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static Optional<String> field(long pid, Path descriptor, String name) throws IOException {
        Path info = Path.of(
                "/proc", Long.toString(pid), "fdinfo", descriptor.getFileName().toString());
        return new String(Files.readAllBytes(info), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }
}
