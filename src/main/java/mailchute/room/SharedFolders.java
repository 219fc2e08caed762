package mailchute.room;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the machine's rooms are on Linux: each user has a folder of his own, {@code mailchute-shared-UID}, which everyone may pass
 * through and he alone may change. There is none that several users change, so nobody can put anything in another's place; the
 * folder above is root's, and its sticky bit lets nobody rename what is another's. A folder that does not belong to the user in
 * its name is nobody's.
 */
final class SharedFolders {

    /** Names another place than {@code /tmp}: a folder of root's that everyone may write to, with the sticky bit. */
    private static final String PLACE = "MAILCHUTE_SHARED";

    private static final String PREFIX = "mailchute-shared-";

    private static final Logger LOG = LoggerFactory.getLogger(SharedFolders.class);

    private SharedFolders() {}

    private static String place() {
        String named = System.getenv(PLACE);
        return named != null && named.startsWith("/") ? named : "/tmp";
    }

    /** The folder of this user. */
    static String of(User user) {
        return place() + "/" + PREFIX + user.id();
    }

    /** The pids of everyone who has a participant's pipe, whosever it is, in ascending order. */
    static long[] participants() throws IpcException {
        User self = User.current();
        // What is wrong with one's own is to be told; with another's, that one is left out.
        LongStream all = Arrays.stream(NamedPipe.owners(of(self) + "/pipe/", self));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(place()), PREFIX + "[0-9]*")) {
            for (Path folder : folders) {
                String id = folder.getFileName().toString().substring(PREFIX.length());
                if (!id.equals(self.id())) {
                    all = LongStream.concat(all, Arrays.stream(of(new User(id, id), folder)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw failure(e);
        }
        return all.sorted().distinct().toArray();
    }

    private static long[] of(User user, Path folder) {
        try {
            return NamedPipe.owners(folder + "/pipe/", user);
        } catch (IpcException e) {
            LOG.info("nobody is looked for in {}: {}", folder, e.getMessage());
            return new long[0];
        }
    }

    private static IpcException failure(IOException cause) {
        IpcException failure = new IpcException(Reason.OTHER, "list", place(), cause.toString());
        failure.initCause(cause);
        return failure;
    }
}
