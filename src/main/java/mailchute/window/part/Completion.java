package mailchute.window.part;

/**
 * One way to go on with what is being written.
 *
 * @param text what the box holds then, whole
 * @param word what is offered, such as {@code /to}
 * @param about what it does, in a few words; may be empty
 */
public record Completion(String text, String word, String about) {}
