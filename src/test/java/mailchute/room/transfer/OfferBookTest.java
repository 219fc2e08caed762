package mailchute.room.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferBookTest {

    @TempDir
    Path folder;

    private final TestLine line = new TestLine("nowhere");

    /** An offer whose process is gone. */
    private Path offer(OfferBook book, UUID id) throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "notes");
        book.keep(new OfferBook.Kept(id, SourceFile.look(file), "aa"), line);
        Path kept = folder.resolve(id + ".offer");
        Files.writeString(kept, Files.readString(kept).replaceAll("(?m)^owner=.*$", "owner=" + Integer.MAX_VALUE));
        return kept;
    }

    @Test
    void whatAnEndedProcessHasOfferedIsTakenOverOnce() throws Exception {
        OfferBook book = new OfferBook(Optional.of(folder));
        UUID id = UUID.randomUUID();
        offer(book, id);
        assertThat(book.takeOver(line)).singleElement().satisfies(taken -> {
            assertThat(taken.id()).isEqualTo(id);
            assertThat(taken.source().name()).isEqualTo("notes.txt");
        });
        assertThat(book.takeOver(line)).isEmpty();
    }

    @Test
    void anOfferOfAPathWithoutANameIsNotTakenOver() throws Exception {
        OfferBook book = new OfferBook(Optional.of(folder));
        Path kept = offer(book, UUID.randomUUID());
        Files.writeString(kept, Files.readString(kept).replaceAll("(?m)^path=.*$", "path=/"));
        assertThat(book.takeOver(line)).isEmpty();
    }
}
