package mailchute.window.reading;

import java.awt.Component;
import java.awt.Desktop;
import java.io.IOException;
import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.IpcException;
import mailchute.window.part.Background;
import mailchute.window.part.CopiedText;
import mailchute.window.part.FailureWords;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;

/**
 * Opens a web address of a message in the browser, after the user has seen the whole of it and the computer that it leads
 * to. Whatever is not {@code http} or {@code https} is refused.
 */
public final class LinkOpener {

    private final Component owner;
    private final Consumer<String> problem;
    private final Background work = new Background("mailchute-browser");

    /** @param problem told in a line why an address was not opened */
    public LinkOpener(Component owner, Consumer<String> problem) {
        this.owner = owner;
        this.problem = problem;
    }

    /** Asks, and opens the address or copies it. */
    public void open(URI address) {
        if (!isWeb(address)) {
            problem.accept(Words.of("link.refused", address.toString()));
            return;
        }
        OptionalInt choice = PlainDialog.choose(
                owner,
                Words.of("link.title"),
                Severity.WARNING,
                Words.of("link.text", address.toString(), hostOf(address)),
                List.of(Words.of("link.open"), Words.of("link.copy")));
        if (choice.isEmpty()) {
            return;
        }
        if (choice.getAsInt() == 1) {
            CopiedText.copy(address.toString()).ifPresent(problem);
            return;
        }
        work.run(
                () -> {
                    browse(address);
                    return address;
                },
                opened -> {},
                why -> problem.accept(Words.of("link.not-opened", address.toString(), FailureWords.of(why))));
    }

    private static boolean isWeb(URI address) {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        return web && address.getRawAuthority() != null;
    }

    /** The computer behind the address, letters that look like others written out: {@code xn--…}. */
    static String hostOf(URI address) {
        String authority = address.getRawAuthority();
        // What stands before an @ is a name to log in with, and looks like a computer's.
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noName) {
            return host;
        }
    }

    private static void browse(URI address) throws IpcException {
        if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            try {
                Desktop.getDesktop().browse(address);
                return;
            } catch (IOException e) {
                throw new IpcException(IpcException.Reason.OTHER, "browse", address.toString(), e.getMessage());
            }
        }
        // Java knows the browser of some desktops alone; xdg-open is there on the others.
        ChildCommand command = new ChildCommand("xdg-open").arguments(address.toString());
        for (ChildCommand.Stream stream : ChildCommand.Stream.values()) {
            command.withoutStream(stream);
        }
        try (ChildProcess process = command.start()) {
            process.identity();
        }
    }
}
