package io.fleetstream.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A Kafka record as it stands in its partition, undecoded, so that one that cannot be decoded can
 * still be described. Immutable by agreement: nobody writes into the arrays; operators may
 * therefore pass one object on without copying it.
 *
 * @param topic topic it was read from
 * @param partition its partition there
 * @param offset its offset there
 * @param timestamp its Kafka timestamp, milliseconds since the epoch
 * @param key bytes of the key; null if it has none
 * @param value bytes of the value; null for a tombstone
 * @param headers all headers, in order
 */
@SuppressWarnings("ArrayRecordComponent") // equality below is by content
@TypeInfo(KafkaRecordTypeInfo.Factory.class)
public record KafkaRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        List<KafkaHeader> headers) {

    /** Takes a copy of the list of headers. */
    public KafkaRecord {
        Objects.requireNonNull(topic, "topic");
        headers = List.copyOf(headers);
    }

    /** The last header of that name as UTF-8 text; empty if there is none or its value is null. */
    public Optional<String> header(String name) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            KafkaHeader header = headers.get(i);
            if (header.key().equals(name)) {
                return header.value() == null
                        ? Optional.empty()
                        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** Whether there is a header of that name, with any value. */
    public boolean hasHeader(String name) {
        return headers.stream().anyMatch(header -> header.key().equals(name));
    }

    /** The key as UTF-8 text; empty if the record has none. */
    public Optional<String> keyText() {
        return key == null
                ? Optional.empty()
                : Optional.of(new String(key, StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaRecord that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestamp == that.timestamp
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    /** Where the record stands; never what is in it. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
