package mailchute.window.participants;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessIdentity;
import mailchute.window.part.Background;

/**
 * What is asked of processes and of the system about them: each question on a thread of its own, so that a process that does
 * not answer holds up no other, and none asked twice at a time. On the event thread.
 */
final class Questions {

    private record Question(String what, ProcessIdentity whom) {}

    private final Background work = Background.sideBySide("mailchute-participant-details");
    private final Set<Question> open = new HashSet<>();

    /**
     * Asks, unless the same is being asked already: whoever asked then gets the answer.
     *
     * @param what tells the questions about one process apart
     */
    <T> void ask(
            String what,
            ProcessIdentity whom,
            Background.Call<T> call,
            Consumer<T> answer,
            Consumer<IpcException> failure) {
        Question question = new Question(what, whom);
        if (!open.add(question)) {
            return;
        }
        work.run(
                call,
                result -> {
                    open.remove(question);
                    answer.accept(result);
                },
                why -> {
                    open.remove(question);
                    failure.accept(why);
                });
    }
}
