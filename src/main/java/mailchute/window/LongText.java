package mailchute.window;

import java.awt.Component;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import mailchute.window.command.SlashCommands;
import mailchute.window.part.Pieces;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;

/** What becomes of a text that one message cannot hold: a file, or several messages. */
final class LongText {

    private LongText() {}

    /**
     * Asks, and gives the text to whoever was chosen; to nobody where the question was cancelled.
     *
     * @param text as it was typed
     * @param asFile given what is meant by it
     * @param inPieces given the same in pieces that each fit
     */
    static void ask(
            Component owner, String text, int maxBytes, Consumer<String> asFile, Consumer<List<String>> inPieces) {
        String message = SlashCommands.message(text);
        List<String> pieces = Pieces.of(message, maxBytes);
        OptionalInt choice = PlainDialog.choose(
                owner,
                Words.of("too-long.title"),
                Severity.WARNING,
                Words.of("too-long.text", maxBytes),
                List.of(Words.of("too-long.file"), Words.of("too-long.split", pieces.size())));
        choice.ifPresent(chosen -> {
            if (chosen == 0) {
                asFile.accept(message);
            } else {
                inPieces.accept(pieces);
            }
        });
    }
}
