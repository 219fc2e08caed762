package mailchute.window.help;

import javax.swing.JFrame;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;

/** What program this is. */
public final class AboutDialog {

    private AboutDialog() {}

    /** Says it, with what a report of a problem needs. */
    public static void open(JFrame frame) {
        String version = AboutDialog.class.getPackage().getImplementationVersion();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        String java = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
        PlainDialog.say(
                frame,
                Words.of("about.title"),
                Severity.INFO,
                Words.of(
                        "about.text",
                        version == null ? Words.of("about.from-classes") : version,
                        Long.toString(ProcessHandle.current().pid()),
                        system,
                        java));
    }
}
