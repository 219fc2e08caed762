package mailchute.window.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import mailchute.history.Channel;
import mailchute.history.Stored;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;

/**
 * The history behind a transcript: its newest page when it is opened, older ones as one scrolls up, and any place of the
 * past with what is around it. On the event thread.
 */
public final class TranscriptHistory {

    /** How many messages are read at once. */
    static final int PAGE = 100;

    private final TranscriptView view;
    private final HistoryCalls calls;
    private final Channel channel;

    /** The history of one channel behind the view, from {@link #open} on. */
    public TranscriptHistory(TranscriptView view, HistoryCalls calls, Channel channel) {
        this.view = view;
        this.calls = calls;
        this.channel = channel;
        view.content().onOlderWanted(this::older);
        view.content().onNewerWanted(this::newer);
        view.content().onNewestWanted(this::newest);
    }

    /** What it is the history of. */
    public Channel channel() {
        return channel;
    }

    /** Reads the newest page. */
    public void open() {
        older();
    }

    private void older() {
        long before = eldest().orElse(Long.MAX_VALUE);
        calls.run(
                reader -> reader.before(channel, before, PAGE),
                older -> view.content().prepend(missing(older)));
    }

    private void newer() {
        long after = latest().orElse(-1);
        calls.run(
                reader -> reader.after(channel, after, PAGE),
                newer -> view.content().appendNewer(missing(newer), newer.size() < PAGE));
    }

    private void newest() {
        calls.run(
                reader -> reader.newest(channel, 2 * PAGE),
                newest -> view.content().showNewest(rows(newest)));
    }

    /** Shows a message of this channel in the middle of what was said around it. */
    public void show(Stored message) {
        calls.run(
                reader -> {
                    List<Stored> around = new ArrayList<>(reader.before(channel, message.number() + 1, PAGE));
                    int target = around.size() - 1;
                    List<Stored> after = reader.after(channel, message.number(), PAGE);
                    around.addAll(after);
                    return new Around(around, target, after.size() < PAGE);
                },
                around -> {
                    if (around.target() >= 0) {
                        view.content().showAround(rows(around.messages()), around.target(), around.complete());
                        view.requestFocusInWindow();
                    }
                });
    }

    private record Around(List<Stored> messages, int target, boolean complete) {}

    private List<TranscriptRow> rows(List<Stored> messages) {
        return messages.stream().map(this::row).toList();
    }

    private TranscriptRow row(Stored message) {
        OptionalLong place = OptionalLong.of(message.number());
        return channel instanceof Channel.Room ? Said.row(message.entry(), place) : Said.brief(message.entry(), place);
    }

    /** What arrived while the history was read is here already. */
    private List<TranscriptRow> missing(List<Stored> messages) {
        return rows(messages).stream()
                .filter(row -> !view.content().has(row.id()))
                .toList();
    }

    private OptionalLong eldest() {
        return places().findFirst();
    }

    private OptionalLong latest() {
        return places().reduce((first, last) -> last);
    }

    /** The places of the rows that have one, from the eldest row on. */
    private LongStream places() {
        return view.content().rows().stream()
                .map(Said::of)
                .flatMap(Optional::stream)
                .map(Said::place)
                .flatMapToLong(OptionalLong::stream);
    }
}
