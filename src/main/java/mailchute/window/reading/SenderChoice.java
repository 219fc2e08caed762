package mailchute.window.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;

/**
 * Whose messages a transcript shows: one sender's alone or everyone's, and never those of muted ones. A sender is the name
 * that its messages go by. What was not said by anyone, such as an error, is always shown. On the event thread, but for
 * {@link #mutes}.
 */
public final class SenderChoice {

    private final TranscriptView view;
    private final MutedSenders muted = new MutedSenders(this::mutedChanged);
    private Optional<String> only = Optional.empty();
    private Runnable listener = () -> {};

    public SenderChoice(TranscriptView view) {
        this.view = view;
    }

    /** Calls the listener when the choice or the number of muted messages has changed. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Takes word of a message of this sender, on any thread; true where it is muted: nobody is to be told of it. */
    public boolean mutes(String sender) {
        return muted.mutes(sender);
    }

    /** Shows this sender alone, or everyone. */
    public void showOnly(Optional<String> sender) {
        only = sender;
        apply();
    }

    /** The sender that is shown alone. */
    public Optional<String> only() {
        return only;
    }

    /** Shows nothing of this sender until it is unmuted, what it said before included. */
    public void mute(String sender) {
        muted.mute(sender);
        apply();
    }

    /** Shows this sender again, what it said meanwhile included. */
    public void unmute(String sender) {
        muted.unmute(sender);
        apply();
    }

    public boolean isMuted(String sender) {
        return muted.isMuted(sender);
    }

    /** The muted senders by name, each with how many messages came since. */
    public Map<String, Long> mutedCounts() {
        return muted.counts();
    }

    /** Whoever said something that is still here, by name, and the one that is shown alone. */
    public List<String> senders() {
        TreeSet<String> names = new TreeSet<>(only.stream().toList());
        view.content().rows().stream()
                .map(TranscriptRow::sender)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return List.copyOf(names);
    }

    private void apply() {
        view.content().setFilter(this::shows);
        listener.run();
    }

    private boolean shows(TranscriptRow row) {
        String sender = row.sender();
        return sender.isEmpty() || (only.isEmpty() || only.get().equals(sender)) && !muted.isMuted(sender);
    }

    private void mutedChanged() {
        listener.run();
    }
}
