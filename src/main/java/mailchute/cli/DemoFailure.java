package mailchute.cli;

/** A step of the demo that was not seen to work; the message says what was expected. */
final class DemoFailure extends Exception {

    private static final long serialVersionUID = 1L;

    DemoFailure(String what) {
        super(what);
    }
}
