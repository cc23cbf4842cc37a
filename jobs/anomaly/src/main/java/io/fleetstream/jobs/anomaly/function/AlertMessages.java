package io.fleetstream.jobs.anomaly.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.AlarmEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a device is told of its own alarms, on its topic {@code …/alert}. */
final class AlertMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertMessages() {}

    /** The message; empty for a device whose topic is not known. */
    static Optional<KafkaRecord> of(AlarmEvent event) {
        if (event.getOrg() == null || event.getSite() == null || event.getDeviceType() == null) {
            return Optional.empty();
        }
        String topic =
                String.join(
                        "/",
                        event.getOrg(),
                        event.getSite(),
                        event.getDeviceType(),
                        event.getDeviceId(),
                        "alert");
        return Optional.of(Downlinks.record(event.getDeviceId(), topic, payload(event)));
    }

    private static byte[] payload(AlarmEvent event) {
        ObjectNode json = JSON.createObjectNode();
        json.put("alarm_id", event.getAlarmId());
        json.put("rule_id", event.getRuleId());
        json.put("change", event.getChange().name());
        json.put("state", event.getState().name());
        json.put("severity", event.getSeverity().name());
        json.put("happened_at", event.getHappenedAt().toString());
        json.put("metric", event.getMetric());
        json.put("value", event.getValue());
        json.put("comment", event.getComment());
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
