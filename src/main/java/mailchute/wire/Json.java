package mailchute.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** The JSON of frames: the names of its fields and the limits within which it is read. */
final class Json {

    static final String MARK = "mailchute";
    static final int VERSION = 1;

    static final String KIND = "kind";
    static final String ID = "id";
    static final String FROM = "from";
    static final String PID = "pid";
    static final String PARENT = "parent";
    static final String ROOM = "room";
    static final String AT = "at";
    static final String LINE = "line";
    static final String TEXT = "text";
    static final String ROLE = "role";
    static final String NICKNAME = "nickname";
    static final String MAILSLOT = "mailslot";
    static final String PLAIN_MAILSLOT = "plainMailslot";
    static final String SINCE = "since";
    static final String HANDLE = "handle";
    static final String TYPE = "type";
    static final String ADDRESS = "address";
    static final String ACCESS = "access";
    static final String INHERITABLE = "inheritable";
    static final String ADOPTED = "adopted";
    static final String USAGE = "usage";
    static final String COUNT = "count";
    static final String RECEIVER = "receiver";
    static final String NAME = "name";
    static final String SIZE = "size";
    static final String OFFSET = "offset";
    static final String SHA256 = "sha256";
    static final String WHY = "why";

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxDocumentLength(Limits.PIPE_MESSAGE)
                    .maxStringLength(Limits.PIPE_MESSAGE)
                    .maxNumberLength(20)
                    .maxNameLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}
}
