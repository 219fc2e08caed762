package mailchute.ipc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On a machine for tests there is the library: here it is not left out. */
class Sha256Test {

    @Test
    void theStandardsOwnExampleComesOutAsTheStandardSays() throws Exception {
        try (Sha256 checksum = Sha256.begin().orElseThrow()) {
            checksum.update("abc".getBytes(US_ASCII), 0, 3);
            assertThat(HexFormat.of().formatHex(checksum.finish()))
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    @Test
    void piecesOfAnySizeComeOutAsTheWhole() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
        for (int piece : new int[] {1, 63, 64, 65, 4096, 65_536, 65_537, 400_000, bytes.length}) {
            try (Sha256 checksum = Sha256.begin().orElseThrow()) {
                for (int start = 0; start < bytes.length; start += piece) {
                    checksum.update(bytes, start, Math.min(piece, bytes.length - start));
                }
                assertThat(checksum.finish()).as("in pieces of %d", piece).isEqualTo(expected);
            }
        }
    }

    @Test
    void oneThatTakesNothingInIsThatOfNothing() throws Exception {
        try (Sha256 checksum = Sha256.begin().orElseThrow()) {
            checksum.update(new byte[0], 0, 0);
            assertThat(checksum.finish())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest());
        }
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        Sha256 checksum = Sha256.begin().orElseThrow();
        checksum.close();
        checksum.close();
    }
}
