package mailchute.window.participants;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import mailchute.ipc.HandleTable;
import mailchute.ipc.ProcessDetails;
import mailchute.room.Addresses;
import mailchute.room.Departures.Departure;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.window.part.ExitWords;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.wire.Frame;
import mailchute.wire.Role;

/** What is said of a participant, in the language of the windows. */
final class ParticipantWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final double MEBIBYTE = 1 << 20;

    private ParticipantWords() {}

    /** What it calls itself; in a room of the machine with its account, which it cannot choose. */
    static String nickname(Member member) {
        String nickname = member.card().map(Frame.Card::nickname).orElseGet(() -> Words.of("participant.silent"));
        return Addresses.shared() && member.user().known()
                ? nickname + " · " + member.user().name()
                : nickname;
    }

    /** Its nickname and process id. */
    static String label(Member member) {
        return Words.of("participant.label", nickname(member), Long.toString(member.pid()));
    }

    static String role(Role role) {
        return Words.of("participant.role." + role.word());
    }

    static String role(Member member) {
        return member.card().map(card -> role(card.role())).orElse("");
    }

    static String room(Member member) {
        return member.card().map(Frame.Card::room).orElse("");
    }

    static Instant since(Member member) {
        return member.card().map(Frame.Card::since).orElse(member.identity().startedAt());
    }

    /** A moment of today as a time, and of another day with its date. */
    static String time(Instant at) {
        ZonedDateTime here = at.atZone(ZoneId.systemDefault());
        String time = TIME.format(here);
        if (here.toLocalDate().equals(LocalDate.now())) {
            return time;
        }
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(Words.language())
                .format(here);
        return date + " " + time;
    }

    /** A time that passed, in its two largest units. */
    static String duration(Duration passed) {
        long seconds = Math.max(0, passed.toSeconds());
        if (seconds < 60) {
            return Words.of("duration.seconds", seconds);
        }
        if (seconds < 3600) {
            return Words.of("duration.minutes", seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? Words.of("duration.hours", seconds / 3600, seconds / 60 % 60)
                : Words.of("duration.days", seconds / 86_400, seconds / 3600 % 24);
    }

    static String memory(ProcessDetails.Memory memory) {
        return Words.of("participant.memory." + word(memory), memory.bytes() / MEBIBYTE);
    }

    /** What the amount counts. */
    static String memoryTip(ProcessDetails.Memory memory) {
        return Words.of("participant.memory-tip." + word(memory));
    }

    private static String word(ProcessDetails.Memory memory) {
        return memory.measure().name().toLowerCase(Locale.ROOT);
    }

    /** That it left, and with what, in the fewest words. */
    static String brief(Departure departure) {
        if (departure.end().isEmpty()) {
            return Words.of("participant.left");
        }
        return departure
                .end()
                .get()
                .exitCode()
                .map(code -> Words.of("participant.ended-with", code.toString()))
                .orElseGet(() -> Words.of("participant.ended"));
    }

    /** When it left and how its process ended; where that cannot be known, why. */
    static String end(Departure departure) {
        String at = time(departure.leftAt());
        Optional<ProcessEnd> end = departure.end();
        if (end.isEmpty()) {
            return Words.of("participant.left-at", at);
        }
        return end.get()
                .exitCode()
                .map(code -> Words.of("participant.end", at, ExitWords.of(code)))
                .orElseGet(() -> Words.of("participant.end.not-known", at));
    }

    /** What it wrote last on standard error. */
    static String lastError(ProcessEnd end) {
        return end.lastError()
                .map(line -> line.isEmpty() ? Words.of("participant.last-error.none") : line)
                .orElseGet(() -> Words.of("participant.last-error.not-known"));
    }

    /** A kind of kernel object by what a handle table calls it, which a later version may know more of. */
    static String kind(String type) {
        for (HandleTable.Kind kind : HandleTable.Kind.values()) {
            if (kind.toString().equals(type)) {
                return Words.of("handle.kind." + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return type;
    }

    /** All of a row in a sentence, for those who cannot see it and for the tooltip. */
    static String sentence(ParticipantRow row) {
        Member member = row.member();
        String who = member.card()
                .map(card -> Words.of(
                        "participant.row",
                        card.nickname(),
                        role(card.role()),
                        Long.toString(member.pid()),
                        RoomWords.of(card.room())))
                .orElseGet(() -> label(member));
        String state = row.departure()
                .map(ParticipantWords::end)
                .orElseGet(() -> Words.of("participant.up-since", time(since(member))));
        return Words.of("participant.row-state", who, state);
    }
}
