package mailchute.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.Delivery;
import mailchute.room.Posting;
import mailchute.wire.Names;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that posts one message and ends, and what it says of it. */
final class PostOptions {

    @Mixin
    private RoomOption room;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The receivers with this nickname alone, or the one with this pid.")
    private String to;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "What takes the place of the last message with the same id and nickname: progress in one line.")
    private String id;

    @Option(
            names = "--name",
            paramLabel = "NICKNAME",
            description = "The nickname; unless given the one in the settings, else your account's name.")
    private String name;

    @Option(names = "--json", description = "What became of it as a JSON object, on one line of standard output.")
    private boolean json;

    /** A post with everything checked that can be before there is a text. */
    record Post(String nickname, String room, Optional<String> to, Optional<String> line, boolean json) {

        /**
         * Posts, and says on standard error what did not reach somebody.
         *
         * @param text what to post, once the limit is known
         * @param details what the JSON begins with
         * @return the exit status
         * @throws IpcException where the text is over the limit, or the system refuses
         */
        int send(Console console, Function<Posting, String> text, Map<String, Object> details) throws IpcException {
            try (Posting posting = Posting.open(nickname, room)) {
                Broadcast broadcast;
                try {
                    broadcast = posting.post(text.apply(posting), line, to);
                } catch (IpcException e) {
                    if (e.reason() != IpcException.Reason.NOT_FOUND) {
                        throw e;
                    }
                    console.complain("mailchute: not posted: " + e.getMessage());
                    printJson(console, details, Optional.empty());
                    return ExitStatus.REACHED_NONE;
                }
                boolean all = broadcast.taken() == broadcast.deliveries().size();
                if (json || !all) {
                    broadcast = posting.named(broadcast);
                }
                if (!all) {
                    console.complain("mailchute: " + broadcast.summary());
                }
                printJson(console, details, Optional.of(broadcast));
                return ExitStatus.of(broadcast);
            }
        }

        private void printJson(Console console, Map<String, Object> details, Optional<Broadcast> broadcast) {
            if (!json) {
                return;
            }
            Map<String, Object> fields = new LinkedHashMap<>(details);
            fields.put("id", broadcast.map(done -> done.post().id()));
            fields.put("at", broadcast.map(done -> Times.exactly(done.post().at())));
            fields.put("from", nickname);
            fields.put("room", room);
            fields.put("line", line);
            fields.put(
                    "receivers",
                    broadcast
                            .map(done ->
                                    done.deliveries().stream().map(Post::fields).toList())
                            .orElse(List.of()));
            console.print(JsonLine.of(fields));
        }

        private static Map<String, Object> fields(Delivery delivery) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("pid", OptionalLong.of(delivery.target().receiver()));
            fields.put("nickname", delivery.target().nickname());
            fields.put("taken", delivery.taken());
            fields.put("why", delivery.failure().map(IpcException::words));
            return fields;
        }
    }

    Post checked() throws IpcException {
        return new Post(
                OwnName.of(name),
                room.checked(),
                Optional.ofNullable(to).map(Names::nickname),
                Optional.ofNullable(id).map(Names::line),
                json);
    }
}
