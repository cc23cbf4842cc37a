package io.fleetstream.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A Kafka record as it stands in its partition, undecoded, so that one that cannot be decoded can
 * still be described. A view of what the consumer returned: nothing is copied, and nothing is done
 * with a header that nobody asks for. Immutable by agreement: nobody writes into the arrays;
 * operators may therefore pass one object on without copying it. For one thread at a time.
 */
@TypeInfo(KafkaRecordTypeInfo.Factory.class)
public final class KafkaRecord {
    private final ConsumerRecord<byte[], byte[]> source;
    private Header[] headers;

    /** A view of what a consumer returned. */
    public KafkaRecord(ConsumerRecord<byte[], byte[]> source) {
        this.source = source;
    }

    /**
     * A record that no consumer returned.
     *
     * @param topic topic it was read from
     * @param partition its partition there
     * @param offset its offset there
     * @param timestamp its Kafka timestamp, milliseconds since the epoch
     * @param key bytes of the key; null if it has none
     * @param value bytes of the value; null for a tombstone
     * @param headers all headers, in order; copied
     */
    public KafkaRecord(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte[] key,
            byte[] value,
            List<KafkaHeader> headers) {
        this(
                new ConsumerRecord<>(
                        Objects.requireNonNull(topic, "topic"),
                        partition,
                        offset,
                        timestamp,
                        TimestampType.CREATE_TIME,
                        size(key),
                        size(value),
                        key,
                        value,
                        kafkaHeaders(headers),
                        Optional.empty()));
    }

    /** Topic it was read from. */
    public String topic() {
        return source.topic();
    }

    /** Its partition there. */
    public int partition() {
        return source.partition();
    }

    /** Its offset there. */
    public long offset() {
        return source.offset();
    }

    /** Its Kafka timestamp, milliseconds since the epoch. */
    public long timestamp() {
        return source.timestamp();
    }

    /** Bytes of the key; null if it has none. */
    public byte[] key() {
        return source.key();
    }

    /** Bytes of the value; null for a tombstone. */
    public byte[] value() {
        return source.value();
    }

    /** All headers, in order; a new list. */
    public List<KafkaHeader> headers() {
        List<KafkaHeader> all = new ArrayList<>(headerCount());
        for (Header header : all()) {
            all.add(new KafkaHeader(header.key(), header.value()));
        }
        return List.copyOf(all);
    }

    /** Number of headers. */
    public int headerCount() {
        return all().length;
    }

    /** Name of one header, counted from 0. */
    public String headerName(int index) {
        return all()[index].key();
    }

    /** Whether one header, counted from 0, has that name. */
    public boolean isHeader(int index, HeaderName name) {
        return name.is(all()[index]);
    }

    /** Value of one header, counted from 0; may be null. */
    public byte[] headerValue(int index) {
        return RawHeaders.value(all()[index]);
    }

    /** The last header of that name as UTF-8 text; empty if there is none or its value is null. */
    public Optional<String> header(String name) {
        Header last = source.headers().lastHeader(name);
        return last == null || last.value() == null
                ? Optional.empty()
                : Optional.of(new String(last.value(), StandardCharsets.UTF_8));
    }

    /** Whether there is a header of that name, with any value. */
    public boolean hasHeader(String name) {
        return source.headers().lastHeader(name) != null;
    }

    /** The key as UTF-8 text; empty if the record has none. */
    public Optional<String> keyText() {
        return key() == null
                ? Optional.empty()
                : Optional.of(new String(key(), StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaRecord that
                && topic().equals(that.topic())
                && partition() == that.partition()
                && offset() == that.offset()
                && timestamp() == that.timestamp()
                && Arrays.equals(key(), that.key())
                && Arrays.equals(value(), that.value())
                && headers().equals(that.headers());
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic(), partition(), offset());
    }

    /** Where the record stands; never what is in it. */
    @Override
    public String toString() {
        return topic() + "-" + partition() + "@" + offset();
    }

    private Header[] all() {
        if (headers == null) {
            headers = source.headers().toArray();
        }
        return headers;
    }

    private static int size(byte[] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    private static Headers kafkaHeaders(List<KafkaHeader> headers) {
        RecordHeaders all = new RecordHeaders();
        for (KafkaHeader header : headers) {
            all.add(new RecordHeader(header.key(), header.value()));
        }
        return all;
    }
}
