package io.fleetstream.benchmarks.kafka;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;

/**
 * What a job wrote in one drain, looked at outside of the window of measurement: every reading that
 * was to be written, with its values, and a dead letter for every message that was poison.
 */
public final class Written implements AutoCloseable {
    private final CommittedRecords readings;
    private final CommittedRecords deadLetters;
    private final long expected;

    /** For the records a request tells of; from the present ends of the topics on. */
    public Written(Request request) {
        String kafka = request.text(Request.BOOTSTRAP_SERVERS);
        readings = new CommittedRecords(kafka, Topics.TELEMETRY_READINGS);
        deadLetters = new CommittedRecords(kafka, Topics.TELEMETRY_DEAD_LETTERS);
        expected =
                ReadingsChecksum.ofTelemetry(
                        request.number(Request.RECORDS), request.number(Request.POISON_EVERY));
    }

    /** Forgets what stands there already. */
    public void skip() {
        readings.toEnd();
        deadLetters.toEnd();
    }

    /**
     * Records written since, readings and dead letters.
     *
     * @throws IllegalStateException if the readings are not those of the telemetry
     */
    public long count() {
        ReadingsChecksum checksum = new ReadingsChecksum();
        readings.readToEnd(
                record -> {
                    if (record.headers().lastHeader(RecordHeaders.HEARTBEAT) == null) {
                        checksum.add(record.value());
                    }
                });
        long records = checksum.readings();
        if (checksum.value() != expected) {
            throw new IllegalStateException(
                    records + " readings were written, but not with the values that were sent");
        }
        return records + deadLetters.readToEnd();
    }

    @Override
    public void close() {
        readings.close();
        deadLetters.close();
    }
}
