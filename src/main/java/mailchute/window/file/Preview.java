package mailchute.window.file;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * A small picture of an image file. The file's own word for its size is looked at before a pixel is decoded, and no more of
 * them are kept than a small picture needs.
 */
final class Preview {

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private static final long MOST_BYTES = 40L * 1024 * 1024;

    private static final long MOST_PIXELS = 40_000_000;

    private Preview() {}

    /**
     * Decodes; blocks as long as that takes.
     *
     * @return a picture that fits into the size; empty where the file is no PNG, JPEG or GIF, or too large
     * @throws IOException where the file cannot be read or is damaged
     */
    static Optional<BufferedImage> of(Path file, int width, int height) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        try (FileImageInputStream stream = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                        reader.setInput(stream, true, true);
                        return read(reader, width, height);
                    }
                } finally {
                    reader.dispose();
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // The readers meet damaged files with whatever happens to break.
            throw new IOException("a damaged image", e);
        }
    }

    private static Optional<BufferedImage> read(ImageReader reader, int width, int height) throws IOException {
        int fullWidth = reader.getWidth(0);
        int fullHeight = reader.getHeight(0);
        if ((long) fullWidth * fullHeight > MOST_PIXELS) {
            return Optional.empty();
        }
        double scale = Math.min(1, Math.min((double) width / fullWidth, (double) height / fullHeight));
        ImageReadParam param = reader.getDefaultReadParam();
        // Every n-th pixel, but still twice as many as are shown: the rest is left to smooth scaling.
        int step = Math.max(1, (int) (1 / scale / 2));
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage rough = reader.read(0, param);
        BufferedImage small = new BufferedImage(
                Math.max(1, (int) Math.round(fullWidth * scale)),
                Math.max(1, (int) Math.round(fullHeight * scale)),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(rough, 0, 0, small.getWidth(), small.getHeight(), null);
        g.dispose();
        return Optional.of(small);
    }
}
