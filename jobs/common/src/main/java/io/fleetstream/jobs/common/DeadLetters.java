package io.fleetstream.jobs.common;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.DecodeAvroFunction;
import io.fleetstream.connectors.confluent.RefusedRecords;
import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.util.OutputTag;

/**
 * Makes dead letters for one operator: the record as it was, with who refused it and why.
 *
 * @param job name of the job
 * @param stage uid of the operator
 */
public record DeadLetters(String job, String stage) implements RefusedRecords {
    /** Side output every operator sends its dead letters to. */
    public static final OutputTag<DeadLetter> TAG = DecodeAvroFunction.DEAD_LETTERS;

    /** Longest message, in characters. */
    public static final int MAX_MESSAGE = 500;

    private static final long serialVersionUID = 1L;

    @Override
    public DeadLetter deadLetter(KafkaRecord record, ReasonCode reason, String message) {
        return builder(record, reason, message).build();
    }

    /**
     * A dead letter to which the caller may add what it knows: the path to the field at fault, the
     * device. A replayed record that is refused again keeps the place it was first read from, so
     * that it stays the same dead letter.
     *
     * @param message for people; nothing of the payload; cut to {@link #MAX_MESSAGE} characters
     */
    public DeadLetter.Builder builder(KafkaRecord record, ReasonCode reason, String message) {
        FirstPlace place = FirstPlace.of(record);
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setMessage(cut(message))
                .setJob(job)
                .setJobVersion(JobVersion.current())
                .setStage(stage)
                .setReceivedAt(Arrival.header(record).orElse(null))
                .setSourceTopic(record.topic())
                .setSourcePartition(place.partition())
                .setSourceOffset(place.offset())
                .setSourceIndex(place.index())
                .setSourceTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .setHeaders(record.headers().stream().map(DeadLetters::header).toList())
                .setRawKey(bytes(record.key()))
                .setRawValue(bytes(record.value()));
    }

    /**
     * Writes dead letters exactly once to {@code telemetry.dead-letters}, under the device, else
     * under the raw key.
     *
     * @param transactionalIdPrefix unique per job and sink
     */
    public static KafkaSink<DeadLetter> sink(
            KafkaSettings settings, String transactionalIdPrefix, CheckpointConfig checkpoints) {
        return KafkaSinks.exactlyOnce(
                settings,
                new AvroTopicSerializer<>(
                        Topics.TELEMETRY_DEAD_LETTERS,
                        DeadLetter.class,
                        DeadLetters::key,
                        settings),
                transactionalIdPrefix,
                checkpoints);
    }

    private static String key(DeadLetter letter) {
        if (letter.getDeviceId() != null) {
            return letter.getDeviceId();
        }
        ByteBuffer raw = letter.getRawKey();
        return raw == null ? null : StandardCharsets.UTF_8.decode(raw.duplicate()).toString();
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    private static RawHeader header(KafkaHeader header) {
        return new RawHeader(header.key(), bytes(header.value()));
    }

    private static ByteBuffer bytes(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
