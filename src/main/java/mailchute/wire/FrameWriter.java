package mailchute.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.UUID;

/** Writes frames as JSON. */
public final class FrameWriter {

    private FrameWriter() {}

    /** The frame's bytes. Lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
    public static byte[] write(Frame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Json.MARK, Json.VERSION);
            writeFields(json, frame);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(JsonGenerator json, Frame frame) throws IOException {
        if (frame instanceof Frame.Post post) {
            kind(json, Kind.MESSAGE);
            json.writeStringField(Json.ID, post.id().toString());
            text(json, Json.FROM, post.from());
            json.writeNumberField(Json.PID, post.pid());
            optional(json, Json.PARENT, post.parent());
            text(json, Json.ROOM, post.room());
            json.writeNumberField(Json.AT, post.at().toEpochMilli());
            if (post.line().isPresent()) {
                text(json, Json.LINE, post.line().get());
            }
            text(json, Json.TEXT, post.text());
        } else if (frame instanceof Frame.AskCard) {
            kind(json, Kind.ASK_CARD);
        } else if (frame instanceof Frame.AskClose) {
            kind(json, Kind.ASK_CLOSE);
        } else if (frame instanceof Frame.AskHandles) {
            kind(json, Kind.ASK_HANDLES);
        } else if (frame instanceof Frame.OpenHandle handle) {
            kind(json, Kind.OPEN_HANDLE);
            json.writeNumberField(Json.HANDLE, handle.value());
            text(json, Json.TYPE, handle.type());
            text(json, Json.ADDRESS, handle.address());
            text(json, Json.ACCESS, handle.access());
            json.writeNumberField(Json.INHERITABLE, handle.inheritable() ? 1 : 0);
            json.writeNumberField(Json.ADOPTED, handle.adopted() ? 1 : 0);
            json.writeNumberField(Json.AT, handle.openedAt().toEpochMilli());
            optional(json, Json.USAGE, handle.usage());
        } else if (frame instanceof Frame.HandlesEnd end) {
            kind(json, Kind.HANDLES_END);
            json.writeNumberField(Json.COUNT, end.count());
        } else if (frame instanceof Frame.AskConversation ask) {
            kind(json, Kind.ASK_CONVERSATION);
            card(json, ask.caller());
        } else if (frame instanceof Frame.Card card) {
            kind(json, Kind.CARD);
            card(json, card);
        } else if (frame instanceof Frame.Closing) {
            kind(json, Kind.CLOSING);
        } else if (frame instanceof Frame.Refused refused) {
            kind(json, Kind.REFUSED);
            text(json, Json.TEXT, refused.why());
        } else if (frame instanceof Frame.Said said) {
            kind(json, Kind.SAID);
            json.writeStringField(Json.ID, said.id().toString());
            json.writeNumberField(Json.AT, said.at().toEpochMilli());
            text(json, Json.TEXT, said.text());
        } else if (frame instanceof Frame.Received received) {
            kind(json, Kind.RECEIVED);
            json.writeStringField(Json.ID, received.id().toString());
        } else if (frame instanceof Frame.Seen seen) {
            kind(json, Kind.SEEN);
            json.writeStringField(Json.ID, seen.id().toString());
        } else if (frame instanceof Frame.Typing) {
            kind(json, Kind.TYPING);
        } else if (frame instanceof Frame.Bye) {
            kind(json, Kind.BYE);
        } else if (frame instanceof Frame.ByeToo) {
            kind(json, Kind.BYE_TOO);
        } else if (frame instanceof Frame.UseHandle use) {
            kind(json, Kind.USE_HANDLE);
            optional(json, Json.HANDLE, use.handle());
            json.writeNumberField(Json.RECEIVER, use.receiver());
            text(json, Json.NICKNAME, use.nickname());
        } else if (frame instanceof Frame.DropHandle drop) {
            kind(json, Kind.DROP_HANDLE);
            json.writeNumberField(Json.RECEIVER, drop.receiver());
        } else if (frame instanceof Frame.SayThis say) {
            kind(json, Kind.SAY_THIS);
            text(json, Json.TEXT, say.text());
        } else if (frame instanceof Frame.Unknown unknown) {
            text(json, Json.KIND, unknown.kind());
        } else {
            writeFileFields(json, frame);
        }
    }

    private static void writeFileFields(JsonGenerator json, Frame frame) throws IOException {
        if (frame instanceof Frame.OfferFile offer) {
            transfer(json, Kind.OFFER_FILE, offer.id());
            json.writeNumberField(Json.AT, offer.at().toEpochMilli());
            text(json, Json.NAME, offer.name());
            json.writeNumberField(Json.SIZE, offer.size());
            json.writeStringField(Json.SHA256, offer.sha256());
        } else if (frame instanceof Frame.AcceptFile accept) {
            transfer(json, Kind.ACCEPT_FILE, accept.id());
        } else if (frame instanceof Frame.DeclineFile decline) {
            transfer(json, Kind.DECLINE_FILE, decline.id());
        } else if (frame instanceof Frame.PauseFile pause) {
            transfer(json, Kind.PAUSE_FILE, pause.id());
        } else if (frame instanceof Frame.ResumeFile resume) {
            transfer(json, Kind.RESUME_FILE, resume.id());
        } else if (frame instanceof Frame.CancelFile cancel) {
            transfer(json, Kind.CANCEL_FILE, cancel.id());
            json.writeStringField(Json.WHY, cancel.why().word());
        } else if (frame instanceof Frame.FileDone done) {
            transfer(json, Kind.FILE_DONE, done.id());
        } else if (frame instanceof Frame.AskFile ask) {
            transfer(json, Kind.ASK_FILE, ask.id());
            json.writeNumberField(Json.OFFSET, ask.offset());
        } else if (frame instanceof Frame.FileFollows follows) {
            transfer(json, Kind.FILE_FOLLOWS, follows.id());
            json.writeNumberField(Json.OFFSET, follows.offset());
            json.writeNumberField(Json.SIZE, follows.size());
        }
    }

    private static void transfer(JsonGenerator json, Kind kind, UUID id) throws IOException {
        kind(json, kind);
        json.writeStringField(Json.ID, id.toString());
    }

    private static void card(JsonGenerator json, Frame.Card card) throws IOException {
        json.writeNumberField(Json.PID, card.pid());
        json.writeNumberField(Json.PARENT, card.parent());
        json.writeStringField(Json.ROLE, card.role().word());
        text(json, Json.NICKNAME, card.nickname());
        text(json, Json.ROOM, card.room());
        if (card.mailslot().isPresent()) {
            text(json, Json.MAILSLOT, card.mailslot().get());
        }
        if (card.plainMailslot().isPresent()) {
            text(json, Json.PLAIN_MAILSLOT, card.plainMailslot().get());
        }
        json.writeNumberField(Json.SINCE, card.since().toEpochMilli());
    }

    private static void kind(JsonGenerator json, Kind kind) throws IOException {
        json.writeStringField(Json.KIND, kind.word());
    }

    private static void optional(JsonGenerator json, String field, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsLong());
        }
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        json.writeStringField(field, wellFormed(value));
    }

    private static String wellFormed(String value) {
        StringBuilder mended = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isSurrogate(c)) {
                if (mended == null) {
                    mended = new StringBuilder(value);
                }
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended == null ? value : mended.toString();
    }
}
