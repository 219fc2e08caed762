package mailchute.cli;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import mailchute.ipc.IpcException;
import mailchute.room.PlainMail;

/** Standard input, line by line, into a mailslot with a plain name. No participant: its receiver knows nothing of Mailchute. */
final class PlainMailConsole {

    private final Console console = new Console();
    private final PlainMail mail;
    private final Charset charset;
    private volatile int worst = ExitStatus.OK;

    private PlainMailConsole(PlainMail mail, Charset charset) {
        this.mail = mail;
        this.charset = charset;
    }

    /** Writes until standard input ends; returns the exit status. */
    static int run(String plainName, Charset charset) throws IpcException {
        try (Ending ending = new Ending();
                PlainMail mail = PlainMail.open(plainName, charset)) {
            PlainMailConsole lines = new PlainMailConsole(mail, charset);
            lines.console.print("plain mailslot " + mail.address());
            lines.console.readLines(lines::write, () -> ending.with(lines.worst));
            return ending.await();
        }
    }

    private void write(String line) {
        try {
            mail.writeLine(line);
        } catch (CharacterCodingException e) {
            failed(ExitStatus.FAILED, charset.name() + " lacks a character of it");
        } catch (IpcException e) {
            failed(ExitStatus.REACHED_NONE, e.getMessage());
        }
    }

    private void failed(int status, String why) {
        worst = ExitStatus.worse(worst, status);
        console.complain("not sent: " + why);
    }
}
