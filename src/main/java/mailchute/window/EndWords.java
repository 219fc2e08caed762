package mailchute.window;

import java.util.Locale;
import mailchute.room.ConversationEnd;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Words;

/** How a conversation ended, in the language of the windows. */
final class EndWords {

    private EndWords() {}

    static String of(ConversationEnd end) {
        String words = Words.of("conversation.end." + end.kind().name().toLowerCase(Locale.ROOT), end.who());
        return end.failure()
                .map(why -> Words.of("failure.at", words, FailureWords.brief(why)))
                .orElse(words);
    }
}
