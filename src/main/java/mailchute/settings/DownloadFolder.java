package mailchute.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder for downloads that {@code xdg-user-dirs} has written down: {@code XDG_DOWNLOAD_DIR="$HOME/받은 파일"}. */
final class DownloadFolder {

    private static final Pattern ENTRY = Pattern.compile("\\s*XDG_DOWNLOAD_DIR=\"(\\$HOME/|/)(.*)\"\\s*");

    private static final Logger LOG = LoggerFactory.getLogger(DownloadFolder.class);

    private DownloadFolder() {}

    /** The folder, or {@code Downloads} in the home where the file does not name one. */
    static Path in(Path userDirs, Path home) {
        for (String line : lines(userDirs)) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                String rest = entry.group(2).replaceAll("\\\\(.)", "$1");
                try {
                    return entry.group(1).equals("/") ? Path.of("/" + rest) : home.resolve(rest);
                } catch (InvalidPathException e) {
                    LOG.info("{} names no folder", userDirs, e);
                }
            }
        }
        return home.resolve("Downloads");
    }

    private static List<String> lines(Path userDirs) {
        if (!Files.isRegularFile(userDirs)) {
            return List.of();
        }
        try {
            return Files.readAllLines(userDirs);
        } catch (CharacterCodingException e) {
            LOG.info("{} is not in UTF-8", userDirs);
        } catch (IOException e) {
            LOG.info("{} cannot be read", userDirs, e);
        }
        return List.of();
    }
}
