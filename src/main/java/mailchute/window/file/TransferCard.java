package mailchute.window.file;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.UIManager;
import mailchute.ipc.IpcException;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.room.transfer.Transfer.State;
import mailchute.window.part.Background;
import mailchute.window.part.CopiedText;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** One transfer: what file it is, how it stands, and what can be done about it now. */
final class TransferCard extends JPanel {

    private static final int PREVIEW_WIDTH = 96;
    private static final int PREVIEW_HEIGHT = 72;

    /** The steps of the bar: finer than anyone sees. */
    private static final int STEPS = 1000;

    /** Images are decoded one after the other, away from what waits for a click. */
    private static final Background DECODER = new Background("mailchute-preview");

    private final transient Transfer transfer;
    private final String other;
    private final transient StatusLine status;
    private final transient Background work;
    private final JLabel picture;
    private final JLabel state = PlainComponents.label(" ");
    private final JLabel checksum = PlainComponents.label(" ");
    private final JProgressBar bar = new JProgressBar(0, STEPS);
    private final JButton accept;
    private final JButton decline;
    private final JButton pause;
    private final JButton resume;
    private final JButton cancel;
    private final JButton show;
    private final JButton copy;
    private final JButton dismiss;
    private final transient AtomicBoolean updating = new AtomicBoolean();
    private boolean previewed;

    TransferCard(
            Transfer transfer, String other, StatusLine status, Background work, Consumer<TransferCard> dismissed) {
        super(new MigLayout("insets 8 12 8 10, gapx 10, gapy 3, fillx, hidemode 3", "[][grow,fill][]", ""));
        this.transfer = transfer;
        this.other = other;
        this.status = status;
        this.work = work;
        setName("file-" + transfer.name());
        picture = PlainComponents.label("", Icons.FILE.icon());
        JLabel name = PlainComponents.label(transfer.name());
        name.setName("file-name");
        name.setFont(name.getFont().deriveFont(Font.BOLD));
        name.setToolTipText(transfer.name());
        state.setName("file-state");
        checksum.setName("file-checksum");
        checksum.setFont(
                new Font(Font.MONOSPACED, Font.PLAIN, Math.max(9, name.getFont().getSize() - 2)));
        bar.setName("file-progress");
        bar.getAccessibleContext().setAccessibleName(Words.of("file.progress", transfer.name()));
        accept = button(
                "accept",
                Words.of("file.accept"),
                Words.of("file.accept.tip", transfer.name()),
                () -> incoming().accept());
        decline = button(
                "decline",
                Words.of("file.decline"),
                Words.of("file.decline.tip", transfer.name()),
                () -> incoming().decline());
        pause = button("pause", Words.of("file.pause"), Words.of("file.pause.tip", transfer.name()), transfer::pause);
        resume = button(
                "resume", Words.of("file.resume"), Words.of("file.resume.tip", transfer.name()), transfer::resume);
        cancel = button(
                "cancel", Words.of("file.cancel"), Words.of("file.cancel.tip", transfer.name()), transfer::cancel);
        show = button("show", Words.of("file.show"), Words.of("file.show.tip", transfer.name()), this::showInFolder);
        copy = iconButton(
                "copy-checksum",
                Icons.COPY.icon(),
                Words.of("file.copy-checksum", transfer.name()),
                this::copyChecksum);
        dismiss = iconButton(
                "dismiss", Icons.CLOSE.icon(), Words.of("file.dismiss", transfer.name()), () -> dismissed.accept(this));
        add(picture, "spany 4, aligny top, gaptop 2");
        add(name, "wmin 0");
        add(buttons(), "aligny top, wrap");
        add(state, "wmin 0, spanx 2, wrap");
        add(bar, "h 5!, gaptop 2, spanx 2, growx, wrap");
        JPanel sum = new JPanel(new BorderLayout(4, 0));
        sum.setOpaque(false);
        sum.add(checksum, BorderLayout.CENTER);
        sum.add(copy, BorderLayout.EAST);
        add(sum, "wmin 0, spanx 2, growx");
        setAlignmentX(LEFT_ALIGNMENT);
        refresh();
    }

    private JPanel buttons() {
        JPanel row = new JPanel(new MigLayout("insets 0, gapx 6, hidemode 3"));
        row.setOpaque(false);
        for (JButton button : all()) {
            row.add(button);
        }
        row.add(dismiss, "w 24!, h 24!");
        return row;
    }

    private List<JButton> all() {
        return List.of(accept, decline, pause, resume, cancel, show);
    }

    private static JButton button(String name, String text, String tip, Runnable does) {
        JButton button = PlainComponents.button(text);
        button.setName(name);
        button.setToolTipText(tip);
        button.getAccessibleContext().setAccessibleName(tip);
        button.addActionListener(event -> does.run());
        // The keyboard reaches it; a click leaves the focus with whoever is writing.
        button.setRequestFocusEnabled(false);
        return button;
    }

    private static JButton iconButton(String name, Icon icon, String tip, Runnable does) {
        JButton button = button(name, "", tip, does);
        button.setIcon(icon);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        return button;
    }

    private IncomingTransfer incoming() {
        return (IncomingTransfer) transfer;
    }

    Transfer transfer() {
        return transfer;
    }

    /** From any thread: something is new. */
    void changed() {
        if (updating.compareAndSet(false, true)) {
            EventQueue.invokeLater(() -> {
                updating.set(false);
                refresh();
            });
        }
    }

    private void refresh() {
        Transfer.Status now = transfer.status();
        boolean had = hasFocusInside();
        String line = TransferWords.of(transfer, now, other);
        state.setText(line);
        state.setToolTipText(line);
        state.setForeground(color(now));
        Optional<String> sum = transfer.sha256();
        checksum.setText(sum.map(digits -> Words.of("file.checksum", digits)).orElse(" "));
        checksum.setForeground(UIManager.getColor("Label.disabledForeground"));
        checksum.setToolTipText(
                sum.map(digits -> Words.of("file.checksum", digits)).orElse(null));
        checksum.getAccessibleContext().setAccessibleName(checksum.getText());
        copy.setVisible(sum.isPresent());
        showBar(now);
        showButtons(now);
        getAccessibleContext().setAccessibleName(transfer.name() + ", " + line);
        if (had && !hasFocusInside()) {
            focus();
        }
        if (now.state() == State.DONE && !previewed) {
            previewed = true;
            now.file().ifPresent(this::preview);
        }
        revalidate();
        repaint();
    }

    private static Color color(Transfer.Status now) {
        return switch (now.state()) {
            case FAILED -> UIManager.getColor("Transcript.error");
            case DONE, DECLINED, CANCELLED -> UIManager.getColor("Transcript.dim");
            default -> UIManager.getColor("Label.foreground");
        };
    }

    private void showBar(Transfer.Status now) {
        boolean moves = !now.state().isOver() && (now.state() != State.OFFERED || now.bytes() > 0);
        bar.setVisible(moves);
        double part = transfer.size() == 0 ? 1 : (double) now.bytes() / transfer.size();
        bar.setValue((int) (STEPS * part));
    }

    private void showButtons(Transfer.Status now) {
        boolean incoming = transfer instanceof IncomingTransfer;
        boolean waits = now.state() == State.OFFERED;
        boolean pausedHere = now.state() == State.PAUSED
                && now.by().filter(side -> side == Transfer.Side.HERE).isPresent();
        boolean broken = now.state() == State.INTERRUPTED && now.problem().isPresent();
        accept.setVisible(incoming && waits);
        accept.setText(now.bytes() > 0 ? Words.of("file.go-on") : Words.of("file.accept"));
        decline.setVisible(incoming && waits);
        pause.setVisible(now.state() == State.RUNNING || now.state() == State.WAITING);
        resume.setVisible(pausedHere || broken);
        cancel.setVisible(!now.state().isOver() && !(incoming && waits));
        show.setVisible(now.state() == State.DONE && incoming);
        dismiss.setVisible(now.state().isOver());
    }

    private boolean hasFocusInside() {
        return buttonsShown().stream().anyMatch(Component::isFocusOwner);
    }

    private List<JButton> buttonsShown() {
        List<JButton> shown = new ArrayList<>(all());
        shown.add(dismiss);
        shown.removeIf(button -> !button.isVisible());
        return shown;
    }

    /** Puts the focus on the first thing that can be done. */
    void focus() {
        buttonsShown().stream().findFirst().ifPresent(JButton::requestFocusInWindow);
    }

    private void copyChecksum() {
        transfer.sha256()
                .ifPresent(digits -> CopiedText.copy(digits)
                        .ifPresentOrElse(
                                status::error, () -> status.info(Words.of("file.checksum-copied", transfer.name()))));
    }

    private void showInFolder() {
        transfer.status()
                .file()
                .ifPresent(file ->
                        work.run(() -> FileFolder.show(file), status::info, why -> status.error(FailureWords.of(why))));
    }

    private void preview(Path file) {
        // Twice as many pixels as are laid out, for displays that have them.
        DECODER.run(() -> decode(file), image -> image.ifPresent(this::show), why -> status.info(FailureWords.of(why)));
    }

    private static Optional<BufferedImage> decode(Path file) throws IpcException {
        try {
            return Preview.of(file, 2 * PREVIEW_WIDTH, 2 * PREVIEW_HEIGHT);
        } catch (IOException e) {
            throw IpcException.inWords(
                    IpcException.Reason.OTHER,
                    "preview",
                    Words.of("file.no-preview", file.getFileName(), e.getMessage()));
        }
    }

    private void show(BufferedImage image) {
        picture.setIcon(new PreviewIcon(image));
        picture.setName("file-preview");
        picture.setBorder(BorderFactory.createLineBorder(UIManager.getColor("Component.borderColor")));
        picture.getAccessibleContext().setAccessibleName(Words.of("file.preview", transfer.name()));
        revalidate();
        repaint();
    }

    /** An image at half its size in pixels, and in full where the display has twice as many. */
    private record PreviewIcon(BufferedImage image) implements Icon {

        @Override
        public void paintIcon(Component component, Graphics graphics, int x, int y) {
            Graphics2D g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(image, x, y, getIconWidth(), getIconHeight(), null);
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return Math.max(1, image.getWidth() / 2);
        }

        @Override
        public int getIconHeight() {
            return Math.max(1, image.getHeight() / 2);
        }
    }

    @Override
    public Dimension getMaximumSize() {
        return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
    }
}
