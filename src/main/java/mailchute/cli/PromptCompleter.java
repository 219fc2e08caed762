package mailchute.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import mailchute.wire.VisibleText;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can come next at the prompt: a command or program first, then what the command takes, then files. */
final class PromptCompleter implements Completer {

    private static final Logger LOG = LoggerFactory.getLogger(PromptCompleter.class);

    private final Supplier<Path> folder;
    private final Collection<String> commands;
    private final Function<String, Optional<Collection<String>>> argumentsOf;
    private Set<String> programs;

    /**
     * @param folder the prompt's working directory
     * @param argumentsOf what a command takes; empty for one that takes files
     */
    PromptCompleter(
            Supplier<Path> folder,
            Collection<String> commands,
            Function<String, Optional<Collection<String>>> argumentsOf) {
        this.folder = folder;
        this.commands = commands;
        this.argumentsOf = argumentsOf;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            offer(commands, candidates);
            offer(programs(), candidates);
            return;
        }
        Optional<Collection<String>> known = argumentsOf.apply(line.words().get(0));
        known.ifPresent(words -> offer(words, candidates));
        if (known.isEmpty()) {
            offerFiles(line.word(), candidates);
        }
    }

    private static void offer(Collection<String> words, List<Candidate> candidates) {
        words.stream().filter(PromptCompleter::canBeShown).forEach(word -> candidates.add(new Candidate(word)));
    }

    /** Completions go to the terminal as they are: a name that could control it is to be typed. */
    private static boolean canBeShown(String name) {
        return VisibleText.line(name).equals(name);
    }

    private Set<String> programs() {
        if (programs == null) {
            programs = new TreeSet<>();
            String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
            for (String folder : path.split(File.pathSeparator)) {
                if (!folder.isBlank()) {
                    addPrograms(folder);
                }
            }
        }
        return programs;
    }

    private void addPrograms(String folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), Files::isExecutable)) {
            files.forEach(file -> programs.add(file.getFileName().toString()));
        } catch (IOException | InvalidPathException e) {
            LOG.debug("a folder of the PATH cannot be listed", e);
        }
    }

    private void offerFiles(String word, List<Candidate> candidates) {
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf(File.separatorChar));
        String parent = word.substring(0, slash + 1);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get().resolve(parent))) {
            for (Path file : files) {
                boolean isFolder = Files.isDirectory(file);
                String value = parent + file.getFileName() + (isFolder ? File.separator : "");
                if (canBeShown(value)) {
                    candidates.add(new Candidate(value, value, null, null, null, null, !isFolder));
                }
            }
        } catch (IOException | InvalidPathException e) {
            LOG.debug("nothing to complete with", e);
        }
    }
}
