package io.fleetstream.jobs.common;

import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Arrival time as the records of one partition of readings carry it, never going back. Looks only
 * into what was read last before an emission, one heartbeat and one reading: to decode each reading
 * for its time would cost as much as the job that reads them.
 */
final class ReadingWatermarks implements WatermarkGenerator<KafkaRecord> {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Decoder decoder;
    private KafkaRecord heartbeat;
    private KafkaRecord reading;
    private long latest = Long.MIN_VALUE;

    ReadingWatermarks(Decoder decoder) {
        this.decoder = decoder;
    }

    /** Makes readings of the values of records. */
    @FunctionalInterface
    interface Decoder {
        /** The reading in the bytes. */
        Reading decode(byte[] bytes) throws UndecodableRecordException, IOException;
    }

    @Override
    public void onEvent(KafkaRecord record, long kafkaTime, WatermarkOutput output) {
        if (Heartbeats.is(record)) {
            heartbeat = record;
        } else {
            reading = record;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long before = latest;
        if (heartbeat != null) {
            take(Heartbeats.receivedAtMicros(heartbeat), heartbeat);
            heartbeat = null;
        }
        if (reading != null) {
            take(receivedAtMicros(reading), reading);
            reading = null;
        }
        if (latest > before) {
            output.emitWatermark(new Watermark(latest));
        }
    }

    /** Nothing arrives after Kafka has it: a later time would set the clock of all forward. */
    private void take(long micros, KafkaRecord record) {
        if (micros >= 0) {
            long millis = micros / MICROS_PER_MILLI - 1;
            latest =
                    Math.max(
                            latest,
                            record.timestamp() > 0 ? Math.min(millis, record.timestamp()) : millis);
        }
    }

    private long receivedAtMicros(KafkaRecord record) {
        try {
            Instant receivedAt = decoder.decode(record.value()).getReceivedAt();
            return ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt.minus(Heartbeats.SLACK));
        } catch (UndecodableRecordException e) {
            // the operator that decodes it makes a dead letter of it
            return Heartbeats.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("the schema registry does not answer", e);
        }
    }
}
