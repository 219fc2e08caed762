package mailchute.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads frames. Whatever the bytes are, it returns a frame or says why not, and takes no more than its limits. */
public final class FrameReader {

    private static final byte[] START = "{\"mailchute\":".getBytes(StandardCharsets.US_ASCII);

    private FrameReader() {}

    /** Whether the bytes claim to be a frame; white space between its first signs is let pass. */
    public static boolean looksLikeFrame(byte[] bytes) {
        int matched = 0;
        for (int i = 0; i < bytes.length && matched < START.length; i++) {
            boolean betweenSigns = matched <= 1 || matched == START.length - 1;
            if (bytes[i] == START[matched]) {
                matched++;
            } else if (!betweenSigns || !isJsonSpace(bytes[i])) {
                return false;
            }
        }
        return matched == START.length;
    }

    private static boolean isJsonSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * The frame that the bytes hold.
     *
     * @throws BadFrameException for anything that is not one whole frame
     */
    public static Frame read(byte[] bytes) throws BadFrameException {
        if (!looksLikeFrame(bytes)) {
            throw new BadFrameException("not a frame, " + bytes.length + " bytes");
        }
        Map<String, Object> values = new HashMap<>();
        try (JsonParser json = Json.FACTORY.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                value(json, values, name);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new BadFrameException("a broken frame, " + bytes.length + " bytes: more than one value");
            }
        } catch (IOException e) {
            throw new BadFrameException("a broken frame, " + bytes.length + " bytes: not JSON within the limits");
        }
        return FrameFields.toFrame(values);
    }

    private static void value(JsonParser json, Map<String, Object> values, String name)
            throws IOException, BadFrameException {
        switch (json.nextToken()) {
            case VALUE_STRING -> values.put(name, json.getText());
            case VALUE_NUMBER_INT -> {
                if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    throw new BadFrameException("a broken frame: " + VisibleText.line(name) + " is too large");
                }
                values.put(name, json.getLongValue());
            }
            // Fields that this version does not know may hold anything; ours hold strings and whole numbers only.
            default -> json.skipChildren();
        }
    }
}
