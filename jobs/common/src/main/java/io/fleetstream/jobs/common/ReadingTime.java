package io.fleetstream.jobs.common;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Arrival time for those who read {@code telemetry.readings}: watermarks say up to which
 * received-at a partition has been read. They come from ingest's heartbeats, and from the readings
 * themselves less the same slack, so that they go on behind an ingest that writes no heartbeats.
 *
 * <p>Readings that come with the arrival of long ago (replays, recordings, and messages that waited
 * for a registration) neither hold the time back nor set it back.
 */
public final class ReadingTime {
    private ReadingTime() {}

    /**
     * Watermarks per partition; records keep their Kafka timestamps.
     *
     * @param idleAfter time after which a partition without records does not hold the others back
     */
    public static WatermarkStrategy<KafkaRecord> watermarks(
            KafkaSettings settings, Duration idleAfter) {
        return WatermarkStrategy.<KafkaRecord>forGenerator(
                        context ->
                                new ReadingWatermarks(
                                        new ConfluentAvroDecoder<>(Reading.class, settings)
                                                ::decode))
                .withIdleness(idleAfter);
    }
}
