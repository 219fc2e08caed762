package mailchute.cli;

import java.nio.charset.Charset;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.Addresses;
import mailchute.room.share.FileShare;
import mailchute.room.share.SharedFolder;
import mailchute.wire.Names;
import mailchute.wire.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailchute share}. */
@Command(
        name = "share",
        description =
                "Give the regular files in a folder to whoever writes their names into a pipe, until it is ended.",
        footer = {"", "Example: mailchute share docs --pipe files"},
        mixinStandardHelpOptions = true)
final class ShareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder. Links in it are not followed.")
    private Path folder;

    @Option(names = "--pipe", required = true, paramLabel = "NAME", description = "The pipe's plain name.")
    private String pipe;

    @Option(
            names = "--code-page",
            paramLabel = "CHARSET",
            description = "What names are in that are neither UTF-8 nor UTF-16LE; the system's code page unless given.")
    private Charset codePage = PlainText.SYSTEM_CODE_PAGE;

    @Override
    public Integer call() throws Exception {
        Console console = new Console();
        SharedFolder shared;
        try {
            shared = SharedFolder.of(folder);
        } catch (NotDirectoryException e) {
            throw new UsageException("no such folder: " + folder);
        }
        FileShare.Listener log = (client, name, outcome) -> console.print(
                Instant.now(),
                "process " + client.pid() + " (" + client.user().name() + ") asked for \"" + name + "\": " + outcome);
        try (Ending ending = new Ending();
                FileShare share = FileShare.open(shared, Addresses.plainPipe(Names.plain(pipe)), codePage, log)) {
            console.print("sharing " + shared.root() + " on " + share.address());
            Thread serving = new Thread(() -> serve(share, console, ending), "mailchute-share-server");
            serving.setDaemon(true);
            serving.start();
            return ending.await();
        }
    }

    private static void serve(FileShare share, Console console, Ending ending) {
        try {
            share.serve();
        } catch (IpcException e) {
            console.complain("mailchute: no client can be taken any more: " + e.getMessage());
            ending.with(ExitStatus.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
