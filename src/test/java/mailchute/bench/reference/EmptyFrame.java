package mailchute.bench.reference;

import com.formdev.flatlaf.FlatLightLaf;
import java.awt.EventQueue;
import java.awt.Graphics;
import javax.swing.JFrame;
import javax.swing.JPanel;

/** A JVM that shows an empty frame in the look of Mailchute's windows, and says when it is painted. */
public final class EmptyFrame {

    /** What it is, in a table. */
    public static final String WORDS = "an empty FlatLaf frame";

    private EmptyFrame() {}

    /** Ends with its standard input. */
    public static void main(String[] args) throws Exception {
        EventQueue.invokeLater(() -> {
            FlatLightLaf.setup();
            JFrame frame = new JFrame("empty");
            frame.setContentPane(new Content());
            frame.setSize(760, 560);
            frame.setVisible(true);
        });
        while (System.in.read() >= 0) {
            // What is typed means nothing.
        }
        System.exit(0);
    }

    private static final class Content extends JPanel {

        private static final long serialVersionUID = 1;

        private boolean painted;

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            if (!painted) {
                painted = true;
                EventQueue.invokeLater(() -> System.out.println("ready"));
            }
        }
    }
}
