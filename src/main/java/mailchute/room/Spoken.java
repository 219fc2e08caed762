package mailchute.room;

import java.util.Optional;
import java.util.OptionalLong;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.Writer;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;
import mailchute.wire.TimeOrderedId;

/** What was said, as the history keeps it. */
public final class Spoken {

    private Spoken() {}

    /**
     * What came out of a receiver's mailslot. Plain text has no id and gets one; what could not be read is kept in the words
     * that say so.
     *
     * @param room    the receiver's
     * @param program what the process runs that it is shown with
     */
    public static Entry in(String room, Received received, Optional<String> program) {
        Attribution whose = Attribution.of(received);
        Optional<Frame.Post> post =
                received.content() instanceof SlotContent.Posted posted ? Optional.of(posted.post()) : Optional.empty();
        Writer writer = new Writer(
                whose.nickname(),
                program,
                post.isPresent() ? OptionalLong.of(post.get().pid()) : OptionalLong.empty(),
                whose.writer(),
                received.writer().map(Peer::user).map(Spoken::account),
                whose.parent(),
                whose.plainName());
        String id = post.map(Frame.Post::id).orElseGet(TimeOrderedId::next).toString();
        return new Entry(
                new Channel.Room(room),
                id,
                received.at(),
                writer,
                false,
                PostedLine.of(received).map(PostedLine::name),
                Attribution.textOf(received.content()));
    }

    /** What was said in a conversation, by the other end or by this one. */
    public static Entry in(Conversation conversation, Frame.Said words, boolean own) {
        Frame.Card speaker = own ? conversation.self() : conversation.other();
        // The kernel vouches for both: one is this process, the other was asked for at the pipe.
        Writer writer = new Writer(
                Optional.of(speaker.nickname()),
                Optional.empty(),
                OptionalLong.of(speaker.pid()),
                OptionalLong.of(own ? speaker.pid() : conversation.peer().pid()),
                own ? Optional.empty() : Optional.of(account(conversation.peer().user())),
                OptionalLong.empty(),
                Optional.empty());
        return new Entry(
                new Channel.With(conversation.other().nickname()),
                words.id().toString(),
                words.at(),
                writer,
                own,
                Optional.empty(),
                words.text());
    }

    /** An account for people, as sure as its id: two accounts of one machine have two names. */
    static String account(User user) {
        return user.name().isEmpty() ? user.id() : user.name();
    }
}
