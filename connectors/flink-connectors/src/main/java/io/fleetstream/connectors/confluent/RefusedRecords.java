package io.fleetstream.connectors.confluent;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import java.io.Serializable;

/** Makes the dead letter of a record; every job brings its own name and version. */
@FunctionalInterface
public interface RefusedRecords extends Serializable {
    /**
     * Describes one record that could not be used.
     *
     * @param message for people; nothing of the payload
     */
    DeadLetter deadLetter(KafkaRecord record, ReasonCode reason, String message);
}
