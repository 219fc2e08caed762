package mailchute.room.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mailchute.room.share.FileName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeNameTest {

    @Test
    void ordinaryNamesStayAsTheyAre() {
        for (String name :
                List.of("report.pdf", "봄 소풍 (3).jpg", "Übersicht.tar.gz", "日本語.txt", "a", "no ending", "-5 °C.csv")) {
            assertThat(SafeName.of(name)).isEqualTo(name);
        }
    }

    @Test
    void whatMeansSomethingElseIsMadeHarmless() {
        assertThat(SafeName.of("../../etc/passwd")).isEqualTo("passwd");
        assertThat(SafeName.of("C:\\Windows\\System32\\evil.dll")).isEqualTo("evil.dll");
        assertThat(SafeName.of("..")).isEqualTo("file");
        assertThat(SafeName.of("/")).isEqualTo("file");
        assertThat(SafeName.of("")).isEqualTo("file");
        assertThat(SafeName.of(".bashrc")).isEqualTo("bashrc");
        assertThat(SafeName.of("name.txt. . ")).isEqualTo("name.txt");
        assertThat(SafeName.of("stream.txt:evil.exe")).isEqualTo("stream.txt_evil.exe");
        assertThat(SafeName.of("a<b>|c?*\"")).isEqualTo("a_b__c___");
        assertThat(SafeName.of("two\nlines\0.txt")).isEqualTo("twolines.txt");
        assertThat(SafeName.of("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(SafeName.of("re\u200Bport\u3164.pdf\uFE0F")).isEqualTo("report.pdf");
        assertThat(SafeName.of("\u3164\u115F.txt")).isEqualTo("txt");
        assertThat(SafeName.of("half \uD83D.txt")).isEqualTo("half .txt");
        assertThat(SafeName.of("con")).isEqualTo("_con");
        assertThat(SafeName.of("NUL.txt")).isEqualTo("_NUL.txt");
        assertThat(SafeName.of("lpt1 .log")).isEqualTo("_lpt1 .log");
        assertThat(SafeName.of("desktop.ini")).isEqualTo("desktop.ini.received");
        assertThat(SafeName.of("game.lnk")).isEqualTo("game.lnk.received");
        assertThat(SafeName.of("x.0000.part")).isEqualTo("x.0000.part.received");
    }

    @Test
    void aSafeNameIsItsOwnSafeName() {
        // Marks that come in another order once what stood between them is left out; letters that become one.
        for (String claimed : List.of("\u07eb\ud800\u0f18", "a\u0301\u200b\u0323", "\u1112\u200b\u1161\u200b\u11ab")) {
            String name = SafeName.of(claimed);
            assertThat(SafeName.of(name)).isEqualTo(name);
        }
    }

    @Test
    void aLongNameIsCutInFrontOfItsEnding() {
        String name = SafeName.of("가".repeat(200) + ".jpeg");
        assertThat(name).startsWith("가가").endsWith("가.jpeg");
        assertThat(name.getBytes(UTF_8).length).isBetween(SafeName.MOST_BYTES - 3, SafeName.MOST_BYTES);
        assertThat(SafeName.of("x".repeat(300)).getBytes(UTF_8)).hasSize(SafeName.MOST_BYTES);
        assertThat(SafeName.of("." + "y".repeat(300))).hasSize(SafeName.MOST_BYTES);
    }

    @Test
    void aNumberComesInFrontOfTheEnding() {
        assertThat(SafeName.numbered("a.txt", 1)).isEqualTo("a.txt");
        assertThat(SafeName.numbered("a.txt", 2)).isEqualTo("a (2).txt");
        assertThat(SafeName.numbered("no ending", 12)).isEqualTo("no ending (12)");
    }

    @Provide
    Arbitrary<String> anyName() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(400),
                Arbitraries.strings().withChars("./\\:~ \0\u202E\uD83D").ofMaxLength(12),
                Arbitraries.of("COM1", "aux.c", "CON .txt", "...part", "\u200B", " .lnk "));
    }

    @TempDir
    static Path folder;

    @Property(tries = 1000)
    void whateverIsClaimedTheFileIsInTheFolderAndSeen(@ForAll("anyName") String claimed) {
        String name = SafeName.of(claimed);
        assertThat(name).isNotBlank().doesNotStartWith(".").doesNotEndWith(".").doesNotEndWith(" ");
        assertThat(name).doesNotContain("/", "\\", ":");
        assertThat(name.chars()).noneMatch(Character::isISOControl);
        assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(SafeName.MOST_BYTES + 20);
        assertThat(FileName.isDevice(name)).isFalse();
        assertThat(SafeName.of(name)).isIn(name, name + ".received");
    }

    @Test
    void aFileCanBeMadeOfEachOfThem() throws Exception {
        for (String claimed : List.of("con", "a<b>|c?*\"", "..", "가".repeat(200), "two\nlines", "x.lnk", "😀.png")) {
            Path file = folder.resolve(SafeName.of(claimed) + "." + "0".repeat(64) + ".12.part");
            assertThat(Files.createFile(file).getParent()).isEqualTo(folder);
        }
    }
}
