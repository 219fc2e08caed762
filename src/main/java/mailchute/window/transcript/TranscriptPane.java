package mailchute.window.transcript;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Dimension;
import javax.swing.JButton;
import javax.swing.JLayeredPane;
import javax.swing.JScrollPane;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;

/** A transcript that scrolls, with a button over it that leads to what came while one read further up. */
public final class TranscriptPane extends JLayeredPane {

    private static final int DISTANCE = 12;

    private final TranscriptView view;
    private final JScrollPane scroll;
    private final JButton newest = PlainComponents.button("");

    public TranscriptPane(TranscriptView view) {
        this.view = view;
        scroll = view.inScrollPane();
        newest.setName("newest");
        newest.setFocusable(false);
        newest.setVisible(false);
        newest.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_ROUND_RECT);
        newest.putClientProperty(
                FlatClientProperties.STYLE,
                "background: $Transcript.newestBackground; foreground: $Transcript.newestForeground;"
                        + "hoverBackground: $Transcript.newestHover; pressedBackground: $Transcript.newestHover;"
                        + "borderWidth: 0; margin: 4,14,4,14");
        newest.addActionListener(event -> {
            view.scrollToNewest();
            view.requestFocusInWindow();
        });
        view.addPropertyChangeListener(TranscriptView.UNSEEN, event -> unseenChanged());
        view.addPropertyChangeListener(TranscriptView.DETACHED, event -> unseenChanged());
        add(scroll, DEFAULT_LAYER);
        add(newest, PALETTE_LAYER);
    }

    private void unseenChanged() {
        int count = view.content().unseenRows();
        newest.setVisible(count > 0 || view.content().isDetached());
        newest.setText(count == 0 ? Words.of("transcript.newest") : Words.of("transcript.new", count));
        doLayout();
    }

    @Override
    public void doLayout() {
        scroll.setBounds(0, 0, getWidth(), getHeight());
        Dimension size = newest.getPreferredSize();
        newest.setBounds((getWidth() - size.width) / 2, getHeight() - size.height - DISTANCE, size.width, size.height);
    }

    @Override
    public Dimension getPreferredSize() {
        return isPreferredSizeSet() ? super.getPreferredSize() : scroll.getPreferredSize();
    }

    @Override
    public Dimension getMinimumSize() {
        return isMinimumSizeSet() ? super.getMinimumSize() : scroll.getMinimumSize();
    }
}
