package io.fleetstream.jobs.common.testing;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Kafka records for tests. */
public final class TestRecords {
    private final String topic;
    private final List<KafkaHeader> headers = new ArrayList<>();
    private int partition;
    private long offset;
    private long timestamp = TestReadings.NOON.toEpochMilli();
    private byte[] key;
    private byte[] value;

    private TestRecords(String topic) {
        this.topic = topic;
    }

    /** A record of that topic, without key and value. */
    public static TestRecords record(String topic) {
        return new TestRecords(topic);
    }

    /** At that place. */
    public TestRecords at(int partition, long offset) {
        this.partition = partition;
        this.offset = offset;
        return this;
    }

    /** With that Kafka timestamp in milliseconds since the epoch. */
    public TestRecords timestamp(long millis) {
        this.timestamp = millis;
        return this;
    }

    /** With that key. */
    public TestRecords key(String text) {
        this.key = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** With those bytes as value. */
    public TestRecords value(byte[] bytes) {
        this.value = bytes.clone();
        return this;
    }

    /** With that text as value. */
    public TestRecords value(String text) {
        return value(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With one more header. */
    public TestRecords header(String name, String text) {
        headers.add(new KafkaHeader(name, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The record. */
    public KafkaRecord build() {
        return new KafkaRecord(topic, partition, offset, timestamp, key, value, headers);
    }
}
