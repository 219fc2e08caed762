package mailchute.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.Addresses;
import mailchute.room.share.FileFetch;
import mailchute.settings.WholeFile;
import mailchute.wire.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailchute fetch}. */
@Command(
        name = "fetch",
        description = "Ask a pipe for a file, of mailchute share or of any classic file server.",
        footer = {"", "Example: mailchute fetch files notes.txt -o notes.txt"},
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PIPE", description = "The pipe's plain name or its whole address.")
    private String pipe;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file's name, as the server knows it.")
    private String name;

    @Option(
            names = "-o",
            paramLabel = "OUT",
            description = "Where to put it, once it has come whole; standard output unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            defaultValue = "UTF-8",
            description = "What the server reads names in, such as UTF-16LE; ${DEFAULT-VALUE} unless given.")
    private Charset charset;

    @Override
    public Integer call() throws Exception {
        String address =
                pipe.startsWith("\\\\") || pipe.startsWith("/") ? pipe : Addresses.plainPipe(Names.plain(pipe));
        String target = out.map(Path::toString).orElse("standard output");
        try {
            if (out.isPresent()) {
                WholeFile.<FileFetch.Refused>write(out.get(), to -> FileFetch.fetch(address, name, charset, to));
            } else {
                try (OutputStream standardOutput = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
                    FileFetch.fetch(address, name, charset, standardOutput);
                }
            }
            return ExitStatus.OK;
        } catch (FileFetch.Refused e) {
            new Console().complain("mailchute: " + name + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        } catch (IpcException e) {
            throw e;
        } catch (IOException e) {
            new Console().complain("mailchute: " + target + " cannot be written: " + why(e));
        }
        return ExitStatus.FAILED;
    }

    /** What Java names by the class of the exception alone. */
    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        return e instanceof AccessDeniedException ? "this user is not allowed to" : e.getMessage();
    }
}
