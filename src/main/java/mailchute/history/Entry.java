package mailchute.history;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was said.
 *
 * @param id   names it in its channel: what several processes record under one id is stored once
 * @param at   when it was received or sent here; kept in milliseconds
 * @param own  whether it was said from here
 * @param line a later entry of the same writer with the same line takes its place; empty for nearly all
 */
public record Entry(
        Channel channel, String id, Instant at, Writer writer, boolean own, Optional<String> line, String text) {}
