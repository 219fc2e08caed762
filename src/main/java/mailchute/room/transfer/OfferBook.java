package mailchute.room.transfer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was offered and has not arrived yet, one small file for each offer, so that a participant that was ended in the
 * middle offers it again when it is back: the same nickname in the same room, to the same one. An offer belongs to the
 * process that made it as long as that lives.
 */
final class OfferBook {

    private static final String ENDING = ".offer";

    /** What nobody has asked for in so long is forgotten. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(OfferBook.class);

    /** An offer of an earlier run. */
    record Kept(UUID id, SourceFile source, String sha256) {}

    private final Optional<Path> place;

    /** @param place where the files are; without one nothing is remembered */
    OfferBook(Optional<Path> place) {
        this.place = place;
    }

    /** Remembers an offer; without it the offer stands as long as this process. */
    void keep(Kept offer, TransferLine line) {
        if (place.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(place.get());
            write(place.get(), offer.id(), properties(offer, line));
        } catch (IOException e) {
            LOG.warn(
                    "the offer of {} will not outlive this process",
                    offer.source().path(),
                    e);
        }
    }

    private static Properties properties(Kept offer, TransferLine line) throws IpcException {
        Properties kept = new Properties();
        kept.setProperty("path", offer.source().path().toAbsolutePath().toString());
        kept.setProperty("size", Long.toString(offer.source().size()));
        kept.setProperty("modified", offer.source().modified().toInstant().toString());
        offer.source().key().ifPresent(key -> kept.setProperty("key", key));
        kept.setProperty("sha256", offer.sha256());
        kept.setProperty("nickname", line.self().nickname());
        kept.setProperty("room", line.self().room());
        kept.setProperty("to", line.other().nickname());
        kept.setProperty("to.room", line.other().room());
        kept.setProperty("to.user", line.otherUser());
        setOwner(kept);
        return kept;
    }

    private static void setOwner(Properties kept) throws IpcException {
        ProcessIdentity self = OsProcess.current();
        kept.setProperty("owner", Long.toString(self.pid()));
        kept.setProperty("owner.started", Long.toString(self.startStamp()));
    }

    /** Written beside and moved, so that nobody reads half of it. */
    private static void write(Path folder, UUID id, Properties kept) throws IOException {
        Path fresh = Files.createTempFile(folder, id.toString(), ".new");
        try (Writer out = Files.newBufferedWriter(fresh)) {
            kept.store(out, null);
        }
        Files.move(fresh, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets an offer: it has arrived, or is over. */
    void forget(UUID id) {
        if (place.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(place.get().resolve(id + ENDING));
        } catch (IOException e) {
            LOG.warn("a file will be offered again that need not be", e);
        }
    }

    /** Takes over what an earlier run of this participant has offered to the other end; each offer goes to one taker. */
    List<Kept> takeOver(TransferLine line) {
        List<Kept> taken = new ArrayList<>();
        if (place.isEmpty() || !Files.isDirectory(place.get())) {
            return taken;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place.get())) {
            for (Path file : files) {
                if (!isForgotten(file) && file.toString().endsWith(ENDING)) {
                    takeOver(file, line).ifPresent(taken::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("what was offered before cannot be read", e);
        } catch (DirectoryIteratorException e) {
            LOG.warn("what was offered before cannot be read", e.getCause());
        }
        return taken;
    }

    /** Removes what is too old, also what one who was killed had begun to write or to take over. */
    private static boolean isForgotten(Path file) {
        try {
            boolean old = Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(Instant.now().minus(KEPT));
            if (old) {
                Files.deleteIfExists(file);
            }
            return old;
        } catch (IOException e) {
            LOG.info("{} is gone or cannot be removed", file, e);
            return true;
        }
    }

    private Optional<Kept> takeOver(Path file, TransferLine line) {
        try {
            Properties kept = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
            if (!isBetween(kept, line) || ownerLives(kept)) {
                return Optional.empty();
            }
            Kept offer = read(file, kept);
            // Whoever moves it away has it: two that are back at once do not both offer it.
            Path mine = Files.move(
                    file,
                    file.resolveSibling(offer.id() + "." + OsProcess.current().pid()),
                    StandardCopyOption.ATOMIC_MOVE);
            setOwner(kept);
            write(file.getParent(), offer.id(), kept);
            Files.deleteIfExists(mine);
            return Optional.of(offer);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // Another was faster, or the file is none of ours.
            LOG.info("{} is not taken over", file, e);
            return Optional.empty();
        }
    }

    private static boolean isBetween(Properties kept, TransferLine line) {
        Frame.Card self = line.self();
        Frame.Card other = line.other();
        return self.nickname().equals(kept.getProperty("nickname"))
                && self.room().equals(kept.getProperty("room"))
                && other.nickname().equals(kept.getProperty("to"))
                && other.room().equals(kept.getProperty("to.room"))
                && line.otherUser().equals(kept.getProperty("to.user"));
    }

    private static boolean ownerLives(Properties kept) {
        try {
            ProcessIdentity now = OsProcess.identify(Long.parseLong(kept.getProperty("owner", "")));
            return Long.toString(now.startStamp()).equals(kept.getProperty("owner.started"));
        } catch (IpcException e) {
            return e.reason() != IpcException.Reason.NOT_FOUND;
        }
    }

    private static Kept read(Path file, Properties kept) {
        String name = file.getFileName().toString();
        SourceFile source = new SourceFile(
                Path.of(kept.getProperty("path", "")),
                Long.parseLong(kept.getProperty("size", "")),
                FileTime.from(Instant.parse(kept.getProperty("modified", ""))),
                Optional.ofNullable(kept.getProperty("key")));
        return new Kept(
                UUID.fromString(name.substring(0, name.length() - ENDING.length())),
                source,
                kept.getProperty("sha256", ""));
    }
}
