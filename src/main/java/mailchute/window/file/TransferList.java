package mailchute.window.file;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.UIManager;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.window.part.Background;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;

/** The transfers of a conversation, the newest first; takes no room while there are none. */
public final class TransferList extends JPanel {

    /** How much of the window they take at most; more scroll. */
    private static final int MOST_HEIGHT = 230;

    private final transient Supplier<String> other;
    private final transient StatusLine status;
    private final transient Background work = new Background("mailchute-files");
    private final Cards cards = new Cards();
    private final Map<UUID, TransferCard> shown = new LinkedHashMap<>();

    /** @param other gives the nickname at the other end */
    public TransferList(Supplier<String> other, StatusLine status) {
        super(new BorderLayout());
        this.other = other;
        this.status = status;
        JScrollPane pane = new JScrollPane(
                cards,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        pane.setBorder(BorderFactory.createEmptyBorder());
        pane.getVerticalScrollBar().setUnitIncrement(16);
        add(pane);
        setName("files");
        cards.getAccessibleContext().setAccessibleName(Words.of("file.list"));
        getAccessibleContext().setAccessibleName(Words.of("file.list"));
        setVisible(false);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        setBorder(BorderFactory.createMatteBorder(1, 0, 0, 0, UIManager.getColor("Component.borderColor")));
    }

    /** On the event thread: a transfer is new, or something about it is. */
    public void show(Transfer transfer) {
        TransferCard card = shown.get(transfer.id());
        if (card != null) {
            card.changed();
        } else {
            TransferCard fresh = new TransferCard(transfer, other.get(), status, work, this::dismiss);
            shown.put(transfer.id(), fresh);
            cards.add(fresh, 0);
            shownChanged();
        }
    }

    /** On the event thread: whether there is a card for it. */
    public boolean shows(Transfer transfer) {
        return shown.containsKey(transfer.id());
    }

    private void dismiss(TransferCard card) {
        // The map keeps its key: a card that was put away does not come back.
        cards.remove(card);
        shownChanged();
    }

    private void shownChanged() {
        setVisible(cards.getComponentCount() > 0);
        revalidate();
        repaint();
    }

    /** Accepts the newest file that waits for it; returns whether there was one. */
    public boolean acceptNewest() {
        for (Component component : cards.getComponents()) {
            if (component instanceof TransferCard card
                    && card.transfer() instanceof IncomingTransfer incoming
                    && incoming.status().state() == Transfer.State.OFFERED) {
                incoming.accept();
                return true;
            }
        }
        return false;
    }

    /** Puts the focus on the newest card; returns whether there is one. */
    public boolean focusNewest() {
        if (cards.getComponentCount() == 0) {
            return false;
        }
        ((TransferCard) cards.getComponent(0)).focus();
        return true;
    }

    @Override
    public Dimension getPreferredSize() {
        Dimension all = super.getPreferredSize();
        return new Dimension(all.width, Math.min(MOST_HEIGHT, all.height));
    }

    /** As wide as the window, and as high as it likes. */
    private static final class Cards extends JPanel implements Scrollable {

        Cards() {
            setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return 16;
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return visible.height;
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }
}
