package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import java.time.Instant;

/**
 * A dead letter in its topic.
 *
 * @param id where its record stood first
 * @param refusedAt when it was written
 * @param partition its own partition in {@code telemetry.dead-letters}
 * @param offset its own offset there
 * @param letter the dead letter
 */
public record FoundLetter(
        LetterId id, Instant refusedAt, int partition, long offset, DeadLetter letter) {}
