package io.fleetstream.cli.stack;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps count of what stands in the telemetry topics, as a reader outside all jobs sees it: {@code
 * read_committed}, from the beginning, in a thread of its own.
 *
 * <p>It knows messages by their place in {@code telemetry.raw}, so it sees a reading that appears
 * twice. It holds one entry per message in memory: meant for demos and tests, up to a few million.
 */
public final class Ledger implements AutoCloseable {
    private static final int WIRE_FORMAT_PREFIX = 5;
    private static final List<String> TOPICS =
            List.of(
                    Topics.TELEMETRY_RAW,
                    Topics.TELEMETRY_READINGS,
                    Topics.TELEMETRY_DEAD_LETTERS,
                    Topics.TELEMETRY_DUPLICATES);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final LedgerCounts counts = new LedgerCounts();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean running = true;

    /** Starts counting. */
    public Ledger(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        // Assigned, not subscribed: a group that rebalances would begin again and count twice.
        consumer.assign(TOPICS.stream().flatMap(this::partitionsOf).toList());
        consumer.seekToBeginning(consumer.assignment());
        thread = new Thread(this::run, "ledger");
        thread.setDaemon(true);
        thread.start();
    }

    /** What has been counted so far. */
    public LedgerSnapshot snapshot() {
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the ledger stopped: " + thrown.getMessage(), thrown);
        }
        return counts.snapshot();
    }

    /** Dead letters counted so far whose device is known: those in the books of devices. */
    public long deadLettersOfDevices() {
        return counts.deadLettersOfDevices();
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<TopicPartition> partitionsOf(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()));
    }

    private void run() {
        try (consumer) {
            while (running) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(250))) {
                    count(record);
                }
            }
        } catch (org.apache.kafka.common.errors.WakeupException e) {
            // close() asked for it
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        boolean heartbeat = record.headers().lastHeader(RecordHeaders.HEARTBEAT) != null;
        switch (record.topic()) {
            case Topics.TELEMETRY_RAW -> counts.raw(heartbeat);
            case Topics.TELEMETRY_READINGS -> {
                if (!heartbeat) {
                    counts.reading(decode(record, Reading.class));
                }
            }
            case Topics.TELEMETRY_DEAD_LETTERS ->
                    counts.deadLetter(decode(record, DeadLetter.class));
            default -> counts.duplicate(decode(record, Duplicate.class));
        }
    }

    /** Everything here was written by this very version, so the schema is known. */
    private static <T extends SpecificRecord> T decode(
            ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        byte[] bytes = record.value();
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                bytes, WIRE_FORMAT_PREFIX, bytes.length - WIRE_FORMAT_PREFIX, null);
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        try {
            return new SpecificDatumReader<T>(schema, schema, model).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    record.topic() + " offset " + record.offset() + " is not readable", e);
        }
    }
}
