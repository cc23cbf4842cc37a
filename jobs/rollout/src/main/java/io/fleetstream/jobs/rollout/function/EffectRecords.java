package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.EffectCodec;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Effects in the log of their device, {@code jobs.requests}. What a rollout does arrives when Kafka
 * takes it; the end of a timer then, too, but not before that end.
 */
public final class EffectRecords {
    /** Value of the header {@code writer} of what a rollout does. */
    public static final String ROLLOUT = "rollout";

    /** Value of the header {@code writer} of what timers bring about. */
    static final String TIMER = "timer";

    private static final long MICROS_PER_MILLI = 1_000L;

    private EffectRecords() {}

    /**
     * What a rollout does.
     *
     * @param id made of its inputs alone; a second effect of the same id changes nothing
     */
    public static KafkaRecord record(String device, String id, Effect effect) {
        return record(
                device,
                effect,
                List.of(
                        header(RecordHeaders.WRITER, ROLLOUT),
                        header(RecordHeaders.EFFECT_ID, id)));
    }

    /** A timer of the device has ended then, in microseconds. */
    static KafkaRecord tick(String device, long end) {
        return record(
                device,
                new Effect.Tick(),
                List.of(
                        header(RecordHeaders.WRITER, TIMER),
                        header(RecordHeaders.RECEIVED_AT, Long.toString(end))));
    }

    /** Whether the record is an effect, and no request. */
    static boolean isEffect(KafkaRecord record) {
        return record.hasHeader(RecordHeaders.WRITER);
    }

    /**
     * When it arrived, microseconds since the epoch. For a request the header of the bridge tells
     * that to the microsecond, but no later than Kafka took the record.
     */
    static long arrival(KafkaRecord record) {
        long appended = record.timestamp() * MICROS_PER_MILLI;
        if (!isEffect(record)) {
            return appended <= 0
                    ? Arrival.micros(record)
                    : Math.min(Arrival.micros(record), appended + MICROS_PER_MILLI - 1);
        }
        boolean timer = record.header(RecordHeaders.WRITER).filter(TIMER::equals).isPresent();
        return timer ? Math.max(Arrival.micros(record), appended) : appended;
    }

    private static KafkaRecord record(String device, Effect effect, List<KafkaHeader> headers) {
        return new KafkaRecord(
                Topics.JOBS_REQUESTS, 0, 0, 0, bytes(device), EffectCodec.toBytes(effect), headers);
    }

    private static KafkaHeader header(String name, String value) {
        return new KafkaHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
