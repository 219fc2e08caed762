package mailchute.window.reading;

import java.awt.Component;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.Action;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import mailchute.history.Channel;
import mailchute.history.History;
import mailchute.history.HistoryException;
import mailchute.history.HistoryExport;
import mailchute.history.HistoryExport.Format;
import mailchute.history.HistoryReader;
import mailchute.history.SearchQuery;
import mailchute.history.SearchQuery.BadQueryException;
import mailchute.settings.WholeFile;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.FormDialog;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.SavePicker;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import net.miginfocom.swing.MigLayout;

/** Writes what a search of the history finds into a file. While it writes it can be cancelled, and then there is no file. */
public final class ExportDialog {

    private final History history;
    private final String fileName;
    private final StatusLine status;
    private final FormDialog dialog;
    private final JTextField search;
    private final JComboBox<Format> format = PlainComponents.comboBox(
            new DefaultComboBoxModel<>(Format.values()), value -> Words.of("export.format." + word(value)));
    private final JProgressBar writing = new JProgressBar();
    private final JButton save = PlainComponents.markedButton(Words.of("export.save"));
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Background work = new Background("mailchute-export");

    private ExportDialog(Component owner, History history, Channel channel, StatusLine status) {
        this.history = history;
        this.status = status;
        fileName = "mailchute-" + channel.name();
        // In quotation marks, because the name of a room of the machine has a blank in it.
        search = new JTextField((channel instanceof Channel.Room ? "room:" : "with:") + quoted(channel.name()), 32);
        search.setName("export-search");
        format.setName("export-format");
        writing.setIndeterminate(true);
        writing.setVisible(false);
        writing.getAccessibleContext().setAccessibleName(Words.of("export.writing"));
        save.setName("export-save");
        save.addActionListener(event -> save());
        JPanel form = new JPanel(new MigLayout("insets 0, gap 10 7, fillx, wrap 2, hidemode 2", "[]14[grow,fill]"));
        form.add(PlainComponents.labelFor(search, Words.of("export.what")));
        form.add(search);
        form.add(PlainComponents.hint(Words.of("export.hint")), "skip 1");
        form.add(PlainComponents.labelFor(format, Words.of("export.format")));
        form.add(format, "growx 0");
        form.add(writing, "span, growx, gaptop 8");
        dialog =
                new FormDialog(SwingUtilities.getWindowAncestor(owner), "export", Words.of("export.title"), form, save);
    }

    /**
     * What opens the dialog.
     *
     * @param owner something in the window that it belongs to
     * @param history nothing to export where there is none
     * @param channel what is exported unless something else is typed
     * @param status told what was written
     */
    public static Action action(Component owner, Optional<History> history, Channel channel, StatusLine status) {
        Action action = Actions.action(
                Words.of("export"),
                null,
                "ctrl S",
                Words.of("export.tip"),
                () -> open(owner, history.orElseThrow(), channel, status));
        action.setEnabled(history.isPresent());
        return action;
    }

    private static void open(Component owner, History history, Channel channel, StatusLine status) {
        ExportDialog opened = new ExportDialog(owner, history, channel, status);
        // Returns once the dialog is closed.
        opened.dialog.open();
        opened.cancelled.set(true);
    }

    private static String quoted(String name) {
        return name.contains(" ") ? '"' + name + '"' : name;
    }

    private static String word(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private Format chosen() {
        return format.getItemAt(format.getSelectedIndex());
    }

    private void save() {
        SearchQuery query;
        try {
            String text = search.getText();
            query = text.isBlank() ? SearchQuery.EVERYTHING : SearchQuery.parse(text, ZoneId.systemDefault());
        } catch (BadQueryException e) {
            say(
                    e.problem() == BadQueryException.Problem.EMPTY
                            ? Words.of("search.empty")
                            : Words.of("search.no-date", e.part()));
            return;
        }
        String ending = chosen() == Format.TEXT ? "txt" : word(chosen());
        SavePicker.choose(dialog.window(), Words.of("export.title"), fileName + "." + ending)
                .ifPresent(file -> write(query, file));
    }

    private void write(SearchQuery query, Path file) {
        Format as = chosen();
        dialog.clearProblem();
        writing.setVisible(true);
        dialog.pack();
        save.setEnabled(false);
        work.runOnFiles(() -> export(query, as, file), written -> done(written, file), why -> failed(why, file));
    }

    private long export(SearchQuery query, Format as, Path file) throws IOException {
        long[] written = {0};
        try (HistoryReader reader = history.reader()) {
            WholeFile.<IOException>write(file, out -> {
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                written[0] = HistoryExport.write(
                        reader, query, Long.MAX_VALUE, as, ZoneId.systemDefault(), new Cancellable(text));
                text.flush();
            });
        }
        return written[0];
    }

    private void done(long written, Path file) {
        status.info(Words.of("export.done", written, file.toString()));
        dialog.close();
    }

    private void failed(IOException why, Path file) {
        if (why instanceof InterruptedIOException) {
            status.info(Words.of("export.cancelled"));
            return;
        }
        writing.setVisible(false);
        save.setEnabled(true);
        say(
                why instanceof HistoryException unreadable
                        ? HistoryBanner.notRead(unreadable)
                        : Words.of("export.failed", file.toString(), String.valueOf(why.getMessage())));
    }

    private void say(String text) {
        dialog.say(text, search);
        dialog.pack();
    }

    /** Fails once the dialog was closed. */
    private final class Cancellable implements Appendable {

        private final Writer out;

        Cancellable(Writer out) {
            this.out = out;
        }

        private Writer out() throws InterruptedIOException {
            if (cancelled.get()) {
                throw new InterruptedIOException("cancelled");
            }
            return out;
        }

        @Override
        public Appendable append(CharSequence text) throws IOException {
            out().append(text);
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            out().append(text, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) throws IOException {
            out().append(c);
            return this;
        }
    }
}
