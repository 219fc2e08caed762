package mailchute.history;

/**
 * An entry on disk.
 *
 * @param number its place among all that was said: later ones have higher numbers
 */
public record Stored(long number, Entry entry) {}
