package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.HeaderName;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on requests that can be answered. One whose topic is none has no topic for an answer, and
 * one whose key is not its thing stands in a partition where its order means nothing: both become
 * dead letters of the device whose partition it is. Heartbeats carry the time and go no further.
 */
public final class CheckRequestFunction extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private static final HeaderName HEARTBEAT = HeaderName.of(RecordHeaders.HEARTBEAT);
    private static final HeaderName MQTT_TOPIC = HeaderName.of(RecordHeaders.MQTT_TOPIC);

    private final DeadLetters deadLetters;

    private transient Counter refused;

    /** An operator that signs its dead letters so. */
    public CheckRequestFunction(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        refused = FleetMetrics.of(getRuntimeContext()).counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        String mqttTopic = null;
        // in one pass and without making names, for every request comes through here
        for (int i = 0; i < record.headerCount(); i++) {
            if (record.isHeader(i, HEARTBEAT)) {
                return;
            }
            if (record.isHeader(i, MQTT_TOPIC)) {
                byte[] text = record.headerValue(i);
                mqttTopic = text == null ? null : new String(text, StandardCharsets.UTF_8);
            }
        }
        Optional<ShadowTopic> topic = Optional.ofNullable(mqttTopic).flatMap(ShadowTopic::parse);
        if (topic.isEmpty()) {
            refuse(record, context, ReasonCode.UNKNOWN_TOPIC, "no topic of a shadow request");
        } else if (!isKey(record.key(), topic.get().thing())) {
            refuse(record, context, ReasonCode.DEVICE_MISMATCH, "the key is not the thing's name");
        } else {
            out.collect(record);
        }
    }

    /** Names of things are ASCII. */
    private static boolean isKey(byte[] key, String thing) {
        if (key == null || key.length != thing.length()) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != thing.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void refuse(KafkaRecord record, Context context, ReasonCode reason, String message) {
        refused.inc();
        context.output(
                DeadLetters.TAG,
                deadLetters
                        .builder(record, reason, message)
                        .setDeviceId(record.keyText().filter(ShadowTopic::isThing).orElse(null))
                        .build());
    }
}
