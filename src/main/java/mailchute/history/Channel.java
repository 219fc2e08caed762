package mailchute.history;

/** Where something was said. */
public sealed interface Channel {

    /** What it is called. */
    String name();

    /** A room, with everyone who was in it. */
    record Room(String name) implements Channel {}

    /** The conversations with whoever goes by this nickname. */
    record With(String name) implements Channel {}
}
