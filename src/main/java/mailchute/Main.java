package mailchute;

import mailchute.cli.Invocation;

/** Starts Mailchute. */
public final class Main {

    private Main() {}

    /** Hands the arguments to the command line, and its status to the system: windows leave threads that would go on. */
    public static void main(String[] args) {
        System.exit(Invocation.run(args));
    }
}
