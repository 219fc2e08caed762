package mailchute.room;

/** How a child is told the values of the handles it inherits. Never by a file. */
public enum HandlesBy {
    /** {@code --handles 404,408 --parent 412 --line 416}. */
    ARGV("arguments"),
    /** {@code MAILCHUTE_HANDLES}, {@code MAILCHUTE_PARENT}, {@code MAILCHUTE_LINE}. */
    ENVIRONMENT("environment");

    /** The environment variable with the mailslots' write handles. */
    public static final String HANDLES_VARIABLE = "MAILCHUTE_HANDLES";

    /** The environment variable with the parent's process handle. */
    public static final String PARENT_VARIABLE = "MAILCHUTE_PARENT";

    /** The environment variable with the child's end of the order line. */
    public static final String LINE_VARIABLE = "MAILCHUTE_LINE";

    private final String word;

    HandlesBy(String word) {
        this.word = word;
    }

    /** The word for it, for people. */
    public String word() {
        return word;
    }
}
