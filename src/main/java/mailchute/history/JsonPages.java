package mailchute.history;

import java.io.IOException;
import java.time.ZoneId;

/** JSON lines. */
record JsonPages(ZoneId zone) implements HistoryExport.Pages {

    @Override
    public void begin(Appendable out) {}

    @Override
    public void entry(Entry entry, Appendable out) throws IOException {
        out.append(EntryJson.of(entry, zone)).append('\n');
    }

    @Override
    public void end(Appendable out) {}
}
