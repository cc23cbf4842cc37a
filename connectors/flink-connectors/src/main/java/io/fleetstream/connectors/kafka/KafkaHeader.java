package io.fleetstream.connectors.kafka;

import java.util.Arrays;
import java.util.Objects;

/**
 * One header of a Kafka record. Immutable by agreement: nobody writes into {@code value}.
 *
 * @param key name, not unique within a record
 * @param value its bytes; may be null
 */
@SuppressWarnings("ArrayRecordComponent") // equality below is by content
public record KafkaHeader(String key, byte[] value) {

    /** Checks that the header has a name. */
    public KafkaHeader {
        Objects.requireNonNull(key, "key");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaHeader that
                && key.equals(that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "[" + (value == null ? "null" : value.length + " bytes") + "]";
    }
}
