package mailchute.history;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import mailchute.wire.VisibleText;

/** One HTML page, a heading to each day. Everything that was said or named is escaped. */
final class HtmlPages implements HistoryExport.Pages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** What the policy allows is the style below and nothing else: no script, no picture, nothing from elsewhere. */
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Mailchute history</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
            h2 { font-size: 1em; margin: 2em 0 0.5em; border-bottom: 1px solid #8888; }
            article { margin: 0.6em 0; }
            article.own { margin-left: 3em; }
            header { font-size: 0.85em; }
            header time, header span { opacity: 0.7; }
            p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>Mailchute history</h1>
            """;

    private final ZoneId zone;
    private LocalDate day = LocalDate.MIN;

    HtmlPages(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void begin(Appendable out) throws IOException {
        out.append(HEAD);
    }

    @Override
    public void entry(Entry entry, Appendable out) throws IOException {
        ZonedDateTime at = entry.at().atZone(zone);
        if (!at.toLocalDate().equals(day)) {
            day = at.toLocalDate();
            out.append("<h2>").append(day.toString()).append("</h2>\n");
        }
        out.append(entry.own() ? "<article class=\"own\"><header>" : "<article><header>");
        out.append("<time datetime=\"")
                .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at))
                .append("\">");
        out.append(TIME.format(at)).append("</time> <b>");
        escape(VisibleText.line(entry.writer().nickname().orElse("unknown")), out);
        out.append("</b> <span>");
        String process = TextPages.process(entry.writer());
        escape((process.isEmpty() ? "" : process + " · ") + TextPages.place(entry.channel()), out);
        out.append("</span></header><p dir=\"auto\">");
        escape(VisibleText.of(entry.text()), out);
        out.append("</p></article>\n");
    }

    @Override
    public void end(Appendable out) throws IOException {
        out.append("</body>\n</html>\n");
    }

    private static void escape(String text, Appendable out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
