package mailchute.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.Frame;

/** The participants as a tree, parent above child. */
public final class MemberTree {

    /**
     * A member and how far below the top it stands.
     *
     * @param depth 0 for those whose parent is no participant
     */
    public record Row(Member member, int depth) {}

    private final Map<Long, List<Member>> byPid = new HashMap<>();
    private final Map<ProcessIdentity, List<Member>> children = new HashMap<>();
    private final List<Member> roots = new ArrayList<>();

    private MemberTree(List<Member> members) {
        members.forEach(member ->
                byPid.computeIfAbsent(member.pid(), pid -> new ArrayList<>()).add(member));
        for (Member member : members) {
            Optional<Member> parent = parentOf(member);
            if (parent.isPresent()) {
                children.computeIfAbsent(parent.get().identity(), identity -> new ArrayList<>())
                        .add(member);
            } else {
                roots.add(member);
            }
        }
    }

    /** The tree of these members; the order of siblings is kept. */
    public static MemberTree of(List<Member> members) {
        return new MemberTree(members);
    }

    /**
     * A pid may have been used again, and several of these members may have had it: the parent is the last one that started
     * before the child, which also rules out circles.
     */
    private Optional<Member> parentOf(Member member) {
        return member.card()
                .map(Frame.Card::parent)
                .filter(parent -> parent != member.pid())
                .map(byPid::get)
                .flatMap(all -> all.stream()
                        .filter(parent -> parent.identity().startStamp()
                                < member.identity().startStamp())
                        // Anyone can claim a parent; a child that another account started is none of its children.
                        .filter(parent -> parent.isOf(member.user()))
                        .max(Comparator.comparingLong(
                                parent -> parent.identity().startStamp())));
    }

    /** Every member, each parent before its children. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        roots.forEach(root -> collect(root, 0, rows));
        return rows;
    }

    /** The member and everyone below it, each parent before its children. */
    public List<Member> withDescendants(Member member) {
        List<Row> rows = new ArrayList<>();
        collect(member, 0, rows);
        return rows.stream().map(Row::member).toList();
    }

    private void collect(Member member, int depth, List<Row> rows) {
        rows.add(new Row(member, depth));
        children.getOrDefault(member.identity(), List.of()).forEach(child -> collect(child, depth + 1, rows));
    }
}
