package mailchute.window.participants;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Departures.Departure;
import mailchute.room.Member;
import mailchute.room.MemberTree;

/** Makes the rows of the list. */
final class ParticipantRows {

    private ParticipantRows() {}

    /**
     * Who is here and who left as one tree, in the order in which they came, so that nobody changes place by leaving; of
     * these whom the filter shows, and the parents above them.
     */
    static List<ParticipantRow> of(List<Member> here, List<Departure> left, ParticipantsFilter filter) {
        Map<ProcessIdentity, Departure> departures = new HashMap<>();
        left.forEach(departure -> departures.put(departure.member().identity(), departure));
        List<Member> all = new ArrayList<>();
        here.stream()
                .filter(member -> !departures.containsKey(member.identity()))
                .forEach(all::add);
        left.forEach(departure -> all.add(departure.member()));
        all.sort(Comparator.comparing((Member member) -> member.identity().startedAt())
                .thenComparing(Member::pid));
        Deque<ParticipantRow> rows = new ArrayDeque<>();
        List<MemberTree.Row> tree = MemberTree.of(all).rows();
        // From below: a row is needed where the last one that was kept stands deeper.
        int kept = 0;
        for (int i = tree.size() - 1; i >= 0; i--) {
            Member member = tree.get(i).member();
            int depth = tree.get(i).depth();
            Optional<Departure> departure = Optional.ofNullable(departures.get(member.identity()));
            boolean shown = filter.shows(member, departure);
            if (shown || depth < kept) {
                rows.addFirst(new ParticipantRow(member, depth, departure, !shown));
                kept = depth;
            }
        }
        return List.copyOf(rows);
    }
}
