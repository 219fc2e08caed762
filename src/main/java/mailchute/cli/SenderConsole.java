package mailchute.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.ChildSenders;
import mailchute.room.HandlesBy;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.room.Sender;
import mailchute.room.Target;

/** A sender on standard input and output. */
final class SenderConsole extends SendingConsole implements Sender.Listener {

    private final Sender sender;
    private final boolean windows;
    private final Runnable onInputEnd;

    /** @param windows whether its children open windows */
    SenderConsole(Console console, Sender sender, boolean windows, Runnable onInputEnd) {
        super(console, sender.participant(), sender.roster());
        this.sender = sender;
        this.windows = windows;
        this.onInputEnd = onInputEnd;
        sender.children().passErrorsTo(new FileOutputStream(FileDescriptor.err));
        sender.listen(this);
    }

    @Override
    void broadcast(String text) throws IpcException {
        sender.say(text, target -> true);
    }

    @Override
    void inputEnded() {
        onInputEnd.run();
    }

    @Override
    boolean command(String word, List<String> rest) {
        switch (word) {
            case "child" -> startChild(rest);
            case "tell" -> pid(rest).ifPresentOrElse(pid -> tell(pid, rest), this::needPid);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    String commandHelp() {
        return "/child [argv|env], /tell PID TEXT, ";
    }

    private void startChild(List<String> rest) {
        try {
            switch (rest.isEmpty() ? "argv" : rest.get(0)) {
                case "argv" -> sender.children().start(HandlesBy.ARGV, windows);
                case "env" -> sender.children().start(HandlesBy.ENVIRONMENT, windows);
                default -> console().complain("a child is told its handles by argv or by env");
            }
        } catch (IpcException e) {
            console().complain("no child started: " + e.getMessage());
        }
    }

    private void tell(long pid, List<String> rest) {
        if (rest.size() < 2) {
            console().complain("what is the child to say? /tell " + pid + " TEXT");
            return;
        }
        try {
            sender.children().tell(pid, rest.get(1));
        } catch (IpcException e) {
            console().complain("not told: " + e.getMessage());
        }
    }

    @Override
    public void targetsChanged(List<Target> targets) {
        showTargets(targets);
    }

    @Override
    public void broadcasted(Broadcast broadcast) {
        showBroadcast(broadcast);
    }

    @Override
    public void notOpened(Member receiver, IpcException why) {
        console().complain("cannot write to " + receiver.label() + ": " + why.getMessage());
    }

    @Override
    public void childStarted(ChildSenders.Child child) {
        console()
                .print("child " + child.label() + " started, told " + child.handles() + " by "
                        + child.by().word());
    }

    @Override
    public void handedOver(ChildSenders.Child child, Target target) {
        console().print("child " + child.label() + " was handed the write handle of " + target.label());
    }

    @Override
    public void childEnded(ChildSenders.Child child, ProcessEnd end) {
        console()
                .print("child " + child.label() + " ended"
                        + end.exitCode().map(code -> " with exit code " + code).orElse(""));
    }

    @Override
    public void notReached(ChildSenders.Child child, IpcException why) {
        console().complain("child " + child.label() + " was not reached: " + why.getMessage());
    }
}
