package mailchute.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** Turns the fields of a frame into the record of its kind, checking each. */
final class FrameFields {

    /** The end of the year 9999: later times are nobody's. */
    private static final long LAST_TIME = 253_402_300_799_999L;

    /** Process ids are 32 bits on both systems. */
    private static final long LAST_PID = 0xFFFF_FFFFL;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, Object> values;

    private FrameFields(Map<String, Object> values) {
        this.values = values;
    }

    static Frame toFrame(Map<String, Object> values) throws BadFrameException {
        FrameFields fields = new FrameFields(values);
        if (fields.number(Json.MARK, 0, Long.MAX_VALUE) != Json.VERSION) {
            return new Frame.Unknown("version " + fields.number(Json.MARK, 0, Long.MAX_VALUE));
        }
        String word = fields.text(Json.KIND);
        Optional<Kind> kind = Kind.ofWord(word);
        return kind.isPresent() ? fields.frame(kind.get()) : new Frame.Unknown(word);
    }

    private Frame frame(Kind kind) throws BadFrameException {
        return switch (kind) {
            case MESSAGE ->
                new Frame.Post(
                        id(),
                        nickname(Json.FROM),
                        pid(Json.PID),
                        values.containsKey(Json.PARENT) ? OptionalLong.of(pid(Json.PARENT)) : OptionalLong.empty(),
                        room(),
                        time(Json.AT),
                        values.containsKey(Json.LINE) ? Optional.of(line()) : Optional.empty(),
                        text(Json.TEXT));
            case ASK_CARD -> new Frame.AskCard();
            case ASK_CLOSE -> new Frame.AskClose();
            case ASK_HANDLES -> new Frame.AskHandles();
            case OPEN_HANDLE ->
                new Frame.OpenHandle(
                        number(Json.HANDLE, 0, Long.MAX_VALUE),
                        text(Json.TYPE),
                        text(Json.ADDRESS),
                        text(Json.ACCESS),
                        number(Json.INHERITABLE, 0, 1) == 1,
                        values.containsKey(Json.ADOPTED) && number(Json.ADOPTED, 0, 1) == 1,
                        time(Json.AT),
                        values.containsKey(Json.USAGE)
                                ? OptionalLong.of(number(Json.USAGE, 0, Integer.MAX_VALUE))
                                : OptionalLong.empty());
            case HANDLES_END -> new Frame.HandlesEnd(number(Json.COUNT, 0, Integer.MAX_VALUE));
            case ASK_CONVERSATION -> new Frame.AskConversation(card());
            case CARD -> card();
            case CLOSING -> new Frame.Closing();
            case REFUSED -> new Frame.Refused(text(Json.TEXT));
            case SAID -> new Frame.Said(id(), time(Json.AT), text(Json.TEXT));
            case RECEIVED -> new Frame.Received(id());
            case SEEN -> new Frame.Seen(id());
            case TYPING -> new Frame.Typing();
            case OFFER_FILE ->
                new Frame.OfferFile(
                        id(), time(Json.AT), text(Json.NAME), number(Json.SIZE, 0, Long.MAX_VALUE), sha256());
            case ACCEPT_FILE -> new Frame.AcceptFile(id());
            case DECLINE_FILE -> new Frame.DeclineFile(id());
            case PAUSE_FILE -> new Frame.PauseFile(id());
            case RESUME_FILE -> new Frame.ResumeFile(id());
            case CANCEL_FILE -> new Frame.CancelFile(id(), TransferEnd.ofWord(text(Json.WHY)));
            case FILE_DONE -> new Frame.FileDone(id());
            case ASK_FILE -> new Frame.AskFile(id(), number(Json.OFFSET, 0, Long.MAX_VALUE));
            case FILE_FOLLOWS ->
                new Frame.FileFollows(
                        id(), number(Json.OFFSET, 0, Long.MAX_VALUE), number(Json.SIZE, 0, Long.MAX_VALUE));
            case BYE -> new Frame.Bye();
            case BYE_TOO -> new Frame.ByeToo();
            case USE_HANDLE ->
                new Frame.UseHandle(
                        values.containsKey(Json.HANDLE)
                                ? OptionalLong.of(number(Json.HANDLE, 0, Long.MAX_VALUE))
                                : OptionalLong.empty(),
                        pid(Json.RECEIVER),
                        nickname(Json.NICKNAME));
            case DROP_HANDLE -> new Frame.DropHandle(pid(Json.RECEIVER));
            case SAY_THIS -> new Frame.SayThis(text(Json.TEXT));
        };
    }

    private Frame.Card card() throws BadFrameException {
        String word = text(Json.ROLE);
        Role role = Role.ofWord(word).orElseThrow(() -> bad(Json.ROLE, "is none of ours"));
        return new Frame.Card(
                pid(Json.PID),
                pid(Json.PARENT),
                role,
                nickname(Json.NICKNAME),
                room(),
                optionalText(Json.MAILSLOT),
                optionalText(Json.PLAIN_MAILSLOT),
                time(Json.SINCE));
    }

    private Optional<String> optionalText(String field) throws BadFrameException {
        return values.containsKey(field) ? Optional.of(text(field)) : Optional.empty();
    }

    private UUID id() throws BadFrameException {
        try {
            return UUID.fromString(text(Json.ID));
        } catch (IllegalArgumentException e) {
            throw bad(Json.ID, "is no UUID");
        }
    }

    private String sha256() throws BadFrameException {
        String digits = text(Json.SHA256);
        if (!SHA256.matcher(digits).matches()) {
            throw bad(Json.SHA256, "is no checksum");
        }
        return digits;
    }

    private String nickname(String field) throws BadFrameException {
        try {
            return Names.nickname(text(field));
        } catch (BadNameException e) {
            throw bad(field, "is no nickname");
        }
    }

    private String room() throws BadFrameException {
        try {
            return Names.room(text(Json.ROOM));
        } catch (BadNameException e) {
            throw bad(Json.ROOM, "is no room");
        }
    }

    private String line() throws BadFrameException {
        try {
            return Names.line(text(Json.LINE));
        } catch (BadNameException e) {
            throw bad(Json.LINE, "is no name of a line");
        }
    }

    private long pid(String field) throws BadFrameException {
        return number(field, 0, LAST_PID);
    }

    private Instant time(String field) throws BadFrameException {
        return Instant.ofEpochMilli(number(field, 0, LAST_TIME));
    }

    private long number(String field, long least, long most) throws BadFrameException {
        if (values.get(field) instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw bad(field, "is missing or out of range");
    }

    private String text(String field) throws BadFrameException {
        if (values.get(field) instanceof String text) {
            return text;
        }
        throw bad(field, "is missing or no text");
    }

    private static BadFrameException bad(String field, String why) {
        return new BadFrameException("a broken frame: " + field + " " + why);
    }
}
