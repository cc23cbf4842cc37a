package io.fleetstream.jobs.shadow.command;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on records of {@code device.commands} that have a device as key and are a command of an
 * operator, or an answer of that device, and records of {@code device.status} that have a device as
 * key. Heartbeats go nowhere, everything else to {@link DeadLetters#TAG}. No state.
 */
public final class CheckCommandFunction extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9:_-]{1,128}");
    private static final Pattern ANSWER =
            Pattern.compile("[^/]+/[^/]+/[^/]+/([^/]+)/command/response");

    private final DeadLetters deadLetters;

    private transient Counter refused;

    /** An operator that signs its dead letters so. */
    public CheckCommandFunction(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        refused = FleetMetrics.of(getRuntimeContext()).counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        if (record.hasHeader(RecordHeaders.HEARTBEAT)) {
            return;
        }
        Optional<String> key = record.keyText();
        if (key.filter(text -> DEVICE.matcher(text).matches()).isEmpty()) {
            refuse(record, context, ReasonCode.DEVICE_MISMATCH, "the key is no device");
            return;
        }
        if (record.topic().equals(Topics.DEVICE_COMMANDS)) {
            Optional<String> topic = record.header(RecordHeaders.MQTT_TOPIC);
            if (topic.isEmpty()) {
                if (!record.hasHeader(RecordHeaders.WRITER)) {
                    refuse(record, context, ReasonCode.UNKNOWN_TOPIC, "nobody says who sends it");
                    return;
                }
            } else {
                Matcher answer = ANSWER.matcher(topic.get());
                if (!answer.matches()) {
                    refuse(record, context, ReasonCode.UNKNOWN_TOPIC, "no answer to a command");
                    return;
                }
                if (!answer.group(1).equals(key.get())) {
                    refuse(record, context, ReasonCode.DEVICE_MISMATCH, "not the device's topic");
                    return;
                }
            }
            if (record.hasHeader(RecordHeaders.TRUNCATED_FROM)) {
                refuse(record, context, ReasonCode.TOO_LARGE, "the payload was cut");
                return;
            }
        }
        out.collect(record);
    }

    private void refuse(KafkaRecord record, Context context, ReasonCode reason, String message) {
        refused.inc();
        context.output(DeadLetters.TAG, deadLetters.deadLetter(record, reason, message));
    }
}
