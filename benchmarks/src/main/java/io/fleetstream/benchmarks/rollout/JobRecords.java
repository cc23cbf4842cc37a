package io.fleetstream.benchmarks.rollout;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Records of {@code jobs.requests} by number, three for each device: its job is queued, it begins,
 * and it has succeeded. First all are queued, then all begin, and so on.
 */
final class JobRecords implements GeneratorFunction<Long, KafkaRecord> {
    /** Records of a device. */
    static final int PER_DEVICE = 3;

    static final String JOB = "bench";

    private static final String PREFIX = "bench-";
    private static final long serialVersionUID = 1L;
    private static final long START_MICROS = 1_767_225_600_000_000L;
    private static final long STEP_MICROS = 100;
    private static final long MICROS_PER_MILLI = 1_000;

    private final long devices;

    JobRecords(long devices) {
        this.devices = devices;
    }

    static String device(long number) {
        return PREFIX + "%07d".formatted(number);
    }

    /** The number of a device. */
    static int number(String device) {
        return Integer.parseInt(device.substring(PREFIX.length()));
    }

    @Override
    public KafkaRecord map(Long number) {
        long micros = START_MICROS + STEP_MICROS * number;
        String device = device(number % devices);
        int phase = (int) (number / devices);
        boolean queued = phase == 0;
        String value =
                queued
                        ? ("{\"effect\":\"queue\",\"jobId\":\"" + JOB + "\",")
                                + "\"jobDocument\":{\"operation\":\"update\",\"version\":\"2.4.1\"},"
                                + ("\"rolloutId\":\"" + JOB + "\",\"stage\":0,\"weight\":500}")
                        : phase == 1
                                ? "{\"status\":\"IN_PROGRESS\"}"
                                : "{\"status\":\"SUCCEEDED\"}";
        List<KafkaHeader> headers =
                queued
                        ? List.of(
                                header(RecordHeaders.WRITER, "rollout"),
                                header(RecordHeaders.EFFECT_ID, JOB + "/start"))
                        : List.of(
                                header(
                                        RecordHeaders.MQTT_TOPIC,
                                        "$aws/things/" + device + "/jobs/" + JOB + "/update"),
                                header(RecordHeaders.RECEIVED_AT, Long.toString(micros)),
                                header(RecordHeaders.IN_FLIGHT, "1"));
        return new KafkaRecord(
                Topics.JOBS_REQUESTS,
                0,
                number,
                micros / MICROS_PER_MILLI,
                bytes(device),
                bytes(value),
                headers);
    }

    private static KafkaHeader header(String name, String value) {
        return new KafkaHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
