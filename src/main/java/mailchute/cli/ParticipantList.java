package mailchute.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mailchute.ipc.IpcException;
import mailchute.room.Addresses;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.room.Roster;
import mailchute.wire.Frame;

/** The participants of one moment, and what they own. */
final class ParticipantList {

    /** One that does not answer its question for a card is listed all the same, after two seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ParticipantList() {}

    /**
     * Everyone who is here now.
     *
     * @throws IpcException where it cannot be seen who is here, which a roster has no one to tell
     */
    static List<Member> now() throws IpcException, InterruptedException {
        Addresses.participants();
        try (Roster roster = new Roster()) {
            roster.awaitFirstLook(PATIENCE);
            return roster.members();
        }
    }

    /** Who they are, children below their parents. */
    static Listing participants(List<Member> members) {
        Listing listing = new Listing("pid", "parent", "role", "nickname", "room", "since", "user");
        for (MemberTree.Row row : MemberTree.of(members).rows()) {
            Member member = row.member();
            listing.row(
                    member.pid(),
                    of(member, Frame.Card::parent),
                    of(member, card -> card.role().word()),
                    of(member, Frame.Card::nickname),
                    of(member, Frame.Card::room),
                    of(member, card -> Times.of(card.since())),
                    member.user().name());
        }
        return listing;
    }

    private static <T> Optional<T> of(Member member, Function<Frame.Card, T> field) {
        return member.card().map(field);
    }

    /** The mailslots that they own. */
    static Listing mailslots(List<Member> members) {
        Listing listing = new Listing("mailslot", "pid", "nickname", "room");
        for (Member member : members) {
            member.card()
                    .ifPresent(card -> Stream.of(card.mailslot(), card.plainMailslot())
                            .flatMap(Optional::stream)
                            .forEach(address -> listing.row(address, member.pid(), card.nickname(), card.room())));
        }
        return listing;
    }

    /** The pipes that they own. */
    static Listing pipes(List<Member> members) throws IpcException {
        Listing listing = new Listing("pipe", "pid", "nickname", "room");
        for (Member member : members) {
            listing.row(
                    Addresses.pipe(member.pid()),
                    member.pid(),
                    of(member, Frame.Card::nickname),
                    of(member, Frame.Card::room));
        }
        return listing;
    }
}
