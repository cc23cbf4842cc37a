package io.fleetstream.cli.topic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** A compacted topic as a table: the last value of every key. */
public final class CompactedTopic {
    private CompactedTopic() {}

    /**
     * All rows, by key.
     *
     * @throws IOException if Kafka or the schema registry do not answer, or a record is none of
     *     that type
     */
    public static <T extends SpecificRecord> SortedMap<String, T> read(
            Cluster cluster, String topic, Class<T> type) throws IOException {
        SortedMap<String, byte[]> latest = new TreeMap<>();
        new TopicScan(cluster)
                .visit(
                        topic,
                        record -> {
                            if (record.key() == null) {
                                return;
                            }
                            String key = new String(record.key(), StandardCharsets.UTF_8);
                            if (record.value() == null) {
                                latest.remove(key);
                            } else {
                                latest.put(key, record.value());
                            }
                        });
        SortedMap<String, T> rows = new TreeMap<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            for (var row : latest.entrySet()) {
                rows.put(row.getKey(), decode(codec, topic, row.getKey(), row.getValue(), type));
            }
        }
        return rows;
    }

    private static <T extends SpecificRecord> T decode(
            AvroCodec codec, String topic, String key, byte[] value, Class<T> type)
            throws IOException {
        try {
            return codec.decode(value, type);
        } catch (UnreadableRecordException e) {
            throw new IOException(
                    topic + " has a bad row of key " + key + ": " + e.getMessage(), e);
        }
    }
}
