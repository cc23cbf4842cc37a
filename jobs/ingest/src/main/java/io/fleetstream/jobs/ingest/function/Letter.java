package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;

/**
 * A message on its way.
 *
 * @param message as it was parsed
 * @param raw as it stood in Kafka
 * @param waited whether it is counted as waiting
 */
record Letter(ParsedMessage message, KafkaRecord raw, boolean waited) {

    /** Whether it comes from the dead letters. */
    boolean replayed() {
        return message.replayId() != null;
    }

    /** Whether it has a time of its own. */
    boolean hasTime() {
        return newestTime() != Long.MIN_VALUE;
    }

    /** Greatest device time in it, in microseconds since the epoch; MIN_VALUE for none. */
    long newestTime() {
        long newest = Long.MIN_VALUE;
        for (ParsedReading reading : message.readings()) {
            if (reading.deviceTime() != null) {
                newest = Math.max(newest, reading.deviceTime());
            }
        }
        return newest;
    }
}
