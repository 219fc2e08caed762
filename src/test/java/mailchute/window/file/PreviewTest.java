package mailchute.window.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {

    @TempDir
    Path folder;

    private Path image(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = width / 2; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, 0xFFFFFF);
            }
        }
        Path file = folder.resolve("image." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    @Test
    void pngJpegAndGifFitIntoTheSizeAndKeepTheirShape() throws Exception {
        for (String format : new String[] {"png", "jpg", "gif"}) {
            BufferedImage small = Preview.of(image(format, 1000, 500), 200, 200).orElseThrow();
            assertThat(small.getWidth()).isEqualTo(200);
            assertThat(small.getHeight()).isEqualTo(100);
            assertThat(new Color(small.getRGB(20, 50)).getRed()).isLessThan(30);
            assertThat(new Color(small.getRGB(180, 50)).getRed()).isGreaterThan(225);
        }
    }

    @Test
    void aSmallImageIsNotMadeLargerAndAThinOneKeepsAPixel() throws Exception {
        assertThat(Preview.of(image("png", 10, 20), 200, 200).orElseThrow().getHeight())
                .isEqualTo(20);
        assertThat(Preview.of(image("png", 3000, 2), 200, 200).orElseThrow().getHeight())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoneOfTheThreeHasNoPreview() throws Exception {
        assertThat(Preview.of(image("bmp", 10, 10), 200, 200)).isEmpty();
        assertThat(Preview.of(Files.writeString(folder.resolve("text.png"), "no image at all"), 200, 200))
                .isEmpty();
        assertThat(Preview.of(Files.createFile(folder.resolve("empty.png")), 200, 200))
                .isEmpty();
    }

    /** The header of a picture with 100,000 by 100,000 pixels, which would take 40 GB, in a file of a few bytes. */
    @Test
    void aPictureThatClaimsToBeHugeIsNotDecoded() throws Exception {
        byte[] png = Files.readAllBytes(image("png", 10, 10));
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 check = new CRC32();
        check.update(png, 12, 17);
        header.putInt(29, (int) check.getValue());
        assertThat(Preview.of(Files.write(folder.resolve("bomb.png"), png), 200, 200))
                .isEmpty();
    }

    @Test
    void aDamagedImageIsAFailureAndNoCrash() throws Exception {
        for (String format : new String[] {"png", "jpg", "gif"}) {
            byte[] whole = Files.readAllBytes(image(format, 300, 300));
            Path cut = Files.write(folder.resolve("cut." + format), Arrays.copyOf(whole, 30));
            assertThatThrownBy(() -> Preview.of(cut, 200, 200)).isInstanceOf(IOException.class);
        }
    }
}
