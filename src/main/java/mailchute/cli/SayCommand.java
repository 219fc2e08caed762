package mailchute.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import mailchute.room.Posting;
import mailchute.wire.Limits;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailchute say}. */
@Command(
        name = "say",
        description = {
            "Post one message to the receivers of a room, and end.",
            "Exit status: 0 all have it, 3 some, 4 none or nobody is there."
        },
        footer = {"", "Example: mailchute say --id build \"3 of 7 built\""},
        mixinStandardHelpOptions = true)
final class SayCommand implements Callable<Integer> {

    @Mixin
    private PostOptions options;

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = {
                "What to say, after the options; words are joined by blanks.",
                "Without it standard input is said, cut where it is longer than a message."
            })
    private List<String> words = List.of();

    @Override
    public Integer call() throws Exception {
        PostOptions.Post post = options.checked();
        Console console = new Console();
        if (!words.isEmpty()) {
            String text = String.join(" ", words);
            requireText(text, "the text is empty");
            return post.send(console, posting -> text, Map.of());
        }
        return post.send(console, said(post, console, read()), Map.of());
    }

    private static StandardInput read() {
        StandardInput input;
        try {
            input = StandardInput.read();
        } catch (IOException e) {
            LoggerFactory.getLogger(SayCommand.class).info("no standard input", e);
            throw new UsageException("nothing to say: no text, and standard input cannot be read");
        }
        requireText(input.text(), "no text, and standard input is empty");
        return input;
    }

    private static Function<Posting, String> said(PostOptions.Post post, Console console, StandardInput input) {
        return posting -> {
            if (input.isCut(text -> posting.fits(text, post.line()))) {
                console.complain("mailchute: cut: " + input.bytes() + " bytes, and a message has at most "
                        + Limits.MAILSLOT_MESSAGE);
            }
            return input.fitted(text -> posting.fits(text, post.line()));
        };
    }

    private static void requireText(String text, String why) {
        if (text.isEmpty()) {
            throw new UsageException("nothing to say: " + why);
        }
    }
}
