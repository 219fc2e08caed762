package mailchute.window.reading;

import java.awt.EventQueue;
import java.util.Locale;
import mailchute.history.History;
import mailchute.history.HistoryException;
import mailchute.history.HistoryStatus;
import mailchute.window.part.Banner;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;

/** Says that the history is off and why, or that a damaged one was set aside. */
public final class HistoryBanner {

    private HistoryBanner() {}

    /** A banner that follows the history's state. */
    public static Banner of(History history) {
        Banner banner = new Banner("history-banner");
        history.onStatus(status -> EventQueue.invokeLater(() -> show(banner, status)));
        return banner;
    }

    /** Why the history cannot be used, in words for people. */
    static String why(HistoryException.Reason reason, String ownWords) {
        return reason == HistoryException.Reason.OTHER
                ? ownWords
                : Words.of("history.why." + reason.name().toLowerCase(Locale.ROOT));
    }

    /** That the history cannot be read, and why. */
    static String notRead(HistoryException why) {
        return Words.of("history.not-read", why(why.reason(), why.getMessage()));
    }

    private static void show(Banner banner, HistoryStatus status) {
        if (status instanceof HistoryStatus.Off off) {
            banner.show(Severity.WARNING, Words.of("history.off", why(off.reason(), off.why())));
        } else if (status instanceof HistoryStatus.SetAside damaged) {
            banner.show(
                    Severity.WARNING,
                    Words.of("history.set-aside", damaged.aside().toString()));
        } else {
            banner.clear();
        }
    }
}
