package mailchute.window.reading;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.event.KeyEvent;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;
import mailchute.history.Channel;
import mailchute.history.Stored;
import mailchute.window.part.Icons;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.VisibleText;

/** A message of another room or conversation, in its place among what was said around it. */
public final class HistoryWindow {

    private HistoryWindow() {}

    /** Opens the window; the calls stay those of the window that it was opened from. */
    public static void open(Component owner, HistoryCalls calls, Stored message) {
        Channel channel = message.entry().channel();
        String title = channel instanceof Channel.Room
                ? Words.of("history.room", channel.name())
                : Words.of("history.conversation", channel.name());
        TranscriptView view = new TranscriptView();
        view.setName("history-transcript");
        view.getAccessibleContext().setAccessibleName(title);
        view.setTip(row -> Said.of(row).map(said -> said.writer().tip()).orElse(null));
        StatusLine status = new StatusLine();
        status.info(Words.of("history.window.status"));
        view.onLink(new LinkOpener(view, status::error)::open);
        view.onProblem(status::error);
        JPanel content = new JPanel(new BorderLayout());
        content.add(new TranscriptPane(view), BorderLayout.CENTER);
        content.add(status, BorderLayout.SOUTH);
        JFrame frame = new JFrame(VisibleText.line(title));
        frame.setName("history");
        Icons.dress(frame);
        frame.setContentPane(content);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        for (KeyStroke key :
                new KeyStroke[] {KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), KeyStroke.getKeyStroke("ctrl W")}) {
            frame.getRootPane()
                    .registerKeyboardAction(event -> frame.dispose(), key, JComponent.WHEN_IN_FOCUSED_WINDOW);
        }
        frame.setSize(640, 520);
        frame.setLocationRelativeTo(owner);
        frame.setVisible(true);
        new TranscriptHistory(view, calls, channel).show(message);
    }
}
