package mailchute;

/** Starts Mailchute. */
public final class Main {

    private Main() {}

    /** Hands the arguments to the command line. */
    public static void main(String[] args) {
        throw new UnsupportedOperationException("the commands are on their way");
    }
}
