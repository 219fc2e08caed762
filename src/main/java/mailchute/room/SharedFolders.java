package mailchute.room;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.Nap;
import mailchute.ipc.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the machine's rooms are on Linux: each user has a folder of his own, {@code mailchute-shared-UID}, which everyone may pass
 * through and he alone may change. There is none that several users change, so nobody can put anything in another's place; the
 * folder above is root's, and its sticky bit lets nobody rename what is another's. A folder that does not belong to the user in
 * its name is nobody's.
 */
final class SharedFolders implements NamedPipeOwners {

    /** Names another place than {@code /tmp}: a folder of root's that everyone may write to, with the sticky bit. */
    private static final String PLACE = "MAILCHUTE_SHARED";

    private static final String PREFIX = "mailchute-shared-";

    private static final Logger LOG = LoggerFactory.getLogger(SharedFolders.class);

    /** Of each user who has a folder, by the id. */
    private final Map<String, NamedPipeOwners> users = new HashMap<>();

    private final Nap nap = new Nap();

    private static String place() {
        String named = System.getenv(PLACE);
        return named != null && named.startsWith("/") ? named : "/tmp";
    }

    /** The folder of this user. */
    static String of(User user) {
        return place() + "/" + PREFIX + user.id();
    }

    /** The pids of everyone who has a participant's pipe, whosever it is. */
    @Override
    public long[] look() throws IpcException {
        User self = User.current();
        // What is wrong with one's own is to be told; with another's, that one is left out.
        LongStream all = Arrays.stream(ownersOf(self).look());
        Set<String> others = others(self);
        users.entrySet().removeIf(user -> {
            boolean gone = !others.contains(user.getKey()) && !user.getKey().equals(self.id());
            if (gone) {
                user.getValue().close();
            }
            return gone;
        });
        for (String id : others) {
            all = LongStream.concat(all, Arrays.stream(lookAt(new User(id, id))));
        }
        return all.sorted().distinct().toArray();
    }

    private static Set<String> others(User self) throws IpcException {
        Set<String> ids = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(place()), PREFIX + "[0-9]*")) {
            folders.forEach(folder -> ids.add(folder.getFileName().toString().substring(PREFIX.length())));
        } catch (DirectoryIteratorException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw failure(e);
        }
        ids.remove(self.id());
        return ids;
    }

    private long[] lookAt(User user) {
        try {
            return ownersOf(user).look();
        } catch (IpcException e) {
            LOG.info("nobody is looked for in {}: {}", of(user), e.getMessage());
            return new long[0];
        }
    }

    private NamedPipeOwners ownersOf(User user) throws IpcException {
        NamedPipeOwners known = users.get(user.id());
        if (known == null) {
            known = NamedPipeOwners.of(of(user) + "/pipe/", user);
            users.put(user.id(), known);
        }
        return known;
    }

    @Override
    public void await(Duration timeout) throws InterruptedException {
        nap.take(timeout);
    }

    @Override
    public void wake() {
        nap.wake();
    }

    @Override
    public void close() {
        users.values().forEach(NamedPipeOwners::close);
        users.clear();
    }

    private static IpcException failure(IOException cause) {
        IpcException failure = new IpcException(Reason.OTHER, "list", place(), cause.toString());
        failure.initCause(cause);
        return failure;
    }
}
