package mailchute.window.alert;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.RoundRectangle2D;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JLayeredPane;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.UIManager;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/**
 * A notification inside the window, above everything else in its upper right corner. Nothing makes room for it, and the
 * focus stays where it is; Tab reaches its button.
 */
final class Toast {

    private static final int NEWS_MILLIS = 6_000;
    private static final int WIDTH = 320;
    private static final int MARGIN = 12;

    private final JFrame frame;
    private final Card card = new Card();
    private final Timer end = new Timer(NEWS_MILLIS, event -> hide());
    private boolean untilClosed;

    Toast(JFrame frame) {
        this.frame = frame;
        end.setRepeats(false);
        frame.getLayeredPane().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                place();
            }
        });
    }

    /** Shows it for some seconds, unless something is shown that has to be read. */
    void show(Notice notice) {
        if (!untilClosed || !card.isShowing()) {
            untilClosed = false;
            put(notice);
            end.restart();
        }
    }

    /** Shows it until it is closed. */
    void showUntilClosed(Notice notice) {
        untilClosed = true;
        end.stop();
        put(notice);
    }

    /** Takes it away, unless it has to be read. */
    void hideNews() {
        if (!untilClosed) {
            hide();
        }
    }

    private void hide() {
        end.stop();
        untilClosed = false;
        JLayeredPane layers = frame.getLayeredPane();
        if (card.getParent() == layers) {
            layers.remove(card);
            layers.repaint(card.getBounds());
        }
    }

    private void put(Notice notice) {
        card.say(notice);
        JLayeredPane layers = frame.getLayeredPane();
        if (card.getParent() != layers) {
            // While it was away the theme may have changed.
            SwingUtilities.updateComponentTreeUI(card);
            layers.add(card, JLayeredPane.POPUP_LAYER);
        }
        place();
    }

    private void place() {
        if (card.getParent() == null) {
            return;
        }
        int margin = UIScale.scale(MARGIN);
        JLayeredPane layers = frame.getLayeredPane();
        int width = Math.max(1, Math.min(UIScale.scale(WIDTH), layers.getWidth() - 2 * margin));
        Dimension size = card.sizeAt(width);
        int top = frame.getContentPane().getY() + firstBelowToolBar() + margin;
        card.setBounds(layers.getWidth() - width - margin, top, width, size.height);
        card.revalidate();
        card.repaint();
    }

    /** The toolbar stays in sight. */
    private int firstBelowToolBar() {
        return frame.getContentPane().getComponentCount() == 0
                ? 0
                : frame.getContentPane().getComponent(0).getHeight();
    }

    private final class Card extends JPanel {

        private final JLabel title = PlainComponents.label("");
        private final JTextArea text = new JTextArea();
        private final JButton close = PlainComponents.button("");

        Card() {
            super(new MigLayout("insets 0, gap 6 2, fillx, wrap 2", "[grow,fill][]"));
            setName("toast");
            setOpaque(false);
            text.setName("toast-text");
            text.setEditable(false);
            text.setFocusable(false);
            text.setLineWrap(true);
            text.setWrapStyleWord(true);
            text.setOpaque(false);
            // Not null, which the look and feel would replace by its own.
            text.setBorder(BorderFactory.createEmptyBorder());
            title.setName("toast-title");
            close.setName("close-toast");
            close.putClientProperty("JButton.buttonType", "toolBarButton");
            close.setIcon(Icons.CLOSE.icon());
            close.setRequestFocusEnabled(false);
            close.setToolTipText(Words.of("alert.close"));
            close.getAccessibleContext().setAccessibleName(Words.of("alert.close"));
            close.addActionListener(event -> Toast.this.hide());
            add(title, "wmin 0");
            add(close);
            add(text, "span, growx, wmin 0");
            // What is below is not to be clicked through it.
            MouseAdapter swallow = new MouseAdapter() {
                @Override
                public void mousePressed(MouseEvent event) {
                    Toast.this.hide();
                }
            };
            addMouseListener(swallow);
            text.addMouseListener(swallow);
        }

        /** Its size when it is so wide: a text tells its height only when it knows its width. */
        Dimension sizeAt(int width) {
            setBorder(BorderFactory.createEmptyBorder(
                    UIScale.scale(10), UIScale.scale(14), UIScale.scale(12), UIScale.scale(8)));
            int room = Math.max(1, width - getInsets().left - getInsets().right);
            text.setPreferredSize(null);
            text.setSize(room, Short.MAX_VALUE);
            text.setPreferredSize(new Dimension(room, text.getPreferredSize().height));
            invalidate();
            return getPreferredSize();
        }

        void say(Notice notice) {
            title.setText(VisibleText.line(notice.title()));
            text.setText(VisibleText.of(notice.text()));
            getAccessibleContext().setAccessibleName(title.getText());
            getAccessibleContext().setAccessibleDescription(text.getText());
            text.getAccessibleContext().setAccessibleName(title.getText());
        }

        @Override
        public void updateUI() {
            super.updateUI();
            if (title != null) {
                title.setFont(UIManager.getFont("Label.font").deriveFont(Font.BOLD));
                text.setFont(UIManager.getFont("Label.font"));
            }
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            Graphics2D g = (Graphics2D) graphics.create();
            try {
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
                float arc = UIScale.scale(10f);
                RoundRectangle2D shape =
                        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
                g.setColor(color("ToolTip.background"));
                g.fill(shape);
                g.setColor(color("Component.accentColor"));
                g.draw(shape);
            } finally {
                g.dispose();
            }
        }

        private Color color(String key) {
            Color color = UIManager.getColor(key);
            return color == null ? getForeground() : color;
        }
    }
}
