package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import mailchute.TestJvm;

/** Starts {@link ChildProgram} as a real child process. */
final class Children {

    private Children() {}

    /** A command without the mode and its arguments, which come last because handle values are among them. */
    static ChildCommand command() {
        ChildCommand command = TestJvm.command(ChildProgram.class, "-Xmx48m");
        // A JVM in the POSIX locale reads no argument beyond ASCII; the command line itself is not in doubt here.
        return TestAddresses.WINDOWS ? command : command.environment("LC_ALL", "C.UTF-8");
    }

    /** Starts the command with its output tied to a pipe, and returns what it wrote once it has ended. */
    static Output run(ChildCommand command) throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Handle.Inheritance.PRIVATE, Handle.Inheritance.INHERITABLE)) {
            command.stream(ChildCommand.Stream.OUTPUT, pipe.writeEnd());
            try (ChildProcess child = command.start()) {
                pipe.writeEnd().close();
                String text = new String(pipe.readEnd().stream().readAllBytes(), UTF_8);
                if (!child.waitFor(Waiting.LONG)) {
                    throw new AssertionError("the child closed its output and did not end");
                }
                return new Output(text.lines().toList(), child.exitCode().orElseThrow());
            }
        }
    }

    record Output(List<String> lines, int exitCode) {}

    /** Ends a child that a test is done with, and waits until it is gone. */
    static void end(ChildProcess child) throws IpcException {
        child.terminate(1);
        if (!child.waitFor(Waiting.LONG)) {
            throw new AssertionError("a terminated child lives on");
        }
    }
}
