package mailchute.window.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.room.Attribution;
import mailchute.room.Attribution.Trust;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;

/**
 * Who wrote a message, in the language of the windows: never more than is known.
 *
 * @param name   the name that the message claims, else the program, else that it is unknown
 * @param detail process, account, parent, mailslot and how sure the process is, in a few words
 * @param tip    how sure it is, in a sentence for someone who has never heard of it
 * @param pid    the process to talk to: the kernel's word, else the message's own claim
 */
public record WriterWords(String name, String detail, String tip, OptionalLong pid) {

    /**
     * Puts it into words.
     *
     * @param program what the process runs that the message is shown with, where that is known
     */
    public static WriterWords of(Attribution whose, Optional<String> program) {
        boolean named = whose.nickname().isPresent();
        List<String> details = new ArrayList<>();
        if (whose.process().isEmpty()) {
            details.add(Words.of("writer.any"));
        } else {
            String pid = Long.toString(whose.process().getAsLong());
            details.add(named && program.isPresent() ? VisibleText.line(program.get()) + " " + pid : pid);
        }
        whose.foreignAccount().ifPresent(details::add);
        whose.parent().ifPresent(parent -> details.add(Words.of("writer.child-of", Long.toString(parent))));
        if (whose.trust() == Trust.CONTRADICTED) {
            details.add(
                    Words.of("writer.contradicted", Long.toString(whose.writer().orElseThrow())));
        } else if (whose.trust() != Trust.UNKNOWN) {
            details.add(Words.of("writer." + word(whose.trust())));
        }
        whose.plainName().ifPresent(slot -> details.add(Words.of("writer.by-mailslot", VisibleText.line(slot))));
        String name = named
                ? VisibleText.line(whose.nickname().get())
                : program.map(VisibleText::line).orElseGet(() -> Words.of("writer.unknown"));
        return new WriterWords(name, String.join(" · ", details), tip(whose), whose.pid());
    }

    private static String tip(Attribution whose) {
        return Words.of(
                "writer.tip." + word(whose.trust()),
                whose.process().isPresent() ? Long.toString(whose.process().getAsLong()) : "",
                whose.writer().isPresent() ? Long.toString(whose.writer().getAsLong()) : "");
    }

    private static String word(Trust trust) {
        return trust.name().toLowerCase(Locale.ROOT);
    }
}
