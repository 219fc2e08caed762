package mailchute.history;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import mailchute.wire.VisibleText;

/** Lines for people. */
record TextPages(ZoneId zone) implements HistoryExport.Pages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @Override
    public void begin(Appendable out) {}

    @Override
    public void entry(Entry entry, Appendable out) throws IOException {
        Writer writer = entry.writer();
        out.append(TIME.format(entry.at().atZone(zone)))
                .append("  ")
                .append(place(entry.channel()))
                .append("  ");
        out.append(VisibleText.line(writer.nickname().orElse("unknown")));
        String process = process(writer);
        if (!process.isEmpty()) {
            out.append(" (").append(process).append(')');
        }
        out.append(": ");
        // Indented, so that no text can pass for a line of its own.
        out.append(VisibleText.of(entry.text()).replace("\n", "\n    ")).append('\n');
    }

    @Override
    public void end(Appendable out) {}

    /** Where it was said. */
    static String place(Channel channel) {
        String name = VisibleText.line(channel.name());
        return channel instanceof Channel.Room ? name : "with " + name;
    }

    /** What is known of the process: {@code java 4711, verified}; empty where nothing is. */
    static String process(Writer writer) {
        StringBuilder words =
                new StringBuilder(VisibleText.line(writer.program().orElse("")));
        if (writer.vouched().isPresent() || writer.claimed().isPresent()) {
            long pid = writer.vouched().isPresent()
                    ? writer.vouched().getAsLong()
                    : writer.claimed().getAsLong();
            words.append(words.isEmpty() ? "" : " ").append(pid);
            words.append(writer.vouched().isPresent() ? ", verified" : ", claimed");
        }
        return words.toString();
    }
}
