package mailchute.cli;

import picocli.CommandLine.Option;

/** The options of every command that lists. */
final class ListOptions {

    @Option(names = "--json", description = "An array of JSON objects, one to a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    void print(Listing listing) {
        Console console = new Console();
        listing.lines(json).forEach(console::print);
    }
}
