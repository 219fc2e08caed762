package mailchute.cli;

import java.util.Optional;

/** Where the prompt's lines come from. */
interface PromptLines extends AutoCloseable {

    /**
     * The next line, without its end.
     *
     * @param prompt what to show before it where someone types it
     * @return empty at the end of the input
     */
    Optional<String> next(String prompt);

    @Override
    void close();
}
