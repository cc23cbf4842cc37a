package io.fleetstream.bridge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.schemas.RecordHeaders;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A heartbeat on its way into one partition. */
final class HeartbeatRecord implements PendingRecord {
    private final ProducerRecord<byte[], byte[]> record;
    private final AtomicInteger outstanding;
    private final UplinkMetrics metrics;

    HeartbeatRecord(
            String topic,
            int partition,
            long micros,
            AtomicInteger outstanding,
            UplinkMetrics metrics) {
        this.record = new ProducerRecord<>(topic, partition, null, new byte[0]);
        this.record.headers().add(RecordHeaders.HEARTBEAT, "1".getBytes(UTF_8));
        this.record.headers().add(RecordHeaders.RECEIVED_AT, Long.toString(micros).getBytes(UTF_8));
        this.outstanding = outstanding;
        this.metrics = metrics;
    }

    @Override
    public ProducerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public boolean isAwaited() {
        return false;
    }

    @Override
    public boolean isPaced() {
        return false;
    }

    @Override
    public boolean truncate() {
        return false;
    }

    @Override
    public boolean park(String parkingTopic, String reason) {
        return false;
    }

    @Override
    public void succeeded() {
        outstanding.decrementAndGet();
        metrics.heartbeat();
    }

    @Override
    public void abandoned() {
        outstanding.decrementAndGet();
    }
}
