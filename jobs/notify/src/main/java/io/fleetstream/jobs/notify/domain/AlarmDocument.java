package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.schemas.AlarmEvent;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** An alarm as JSON: the fields of its record by their names, times in ISO-8601, UTC. */
public final class AlarmDocument {
    /** The names there are. */
    public static final Set<String> FIELDS =
            AlarmEvent.getClassSchema().getFields().stream()
                    .map(Schema.Field::name)
                    .collect(Collectors.toUnmodifiableSet());

    private AlarmDocument() {}

    /** All of it. */
    public static ObjectNode of(AlarmEvent event) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            put(document, field.name(), event.get(field.pos()));
        }
        return document;
    }

    /** Tells two deliveries of one event from two events: the same after every restart. */
    public static String id(AlarmEvent event) {
        return event.getAlarmId() == null
                ? event.getDeviceId() + "/" + event.getRuleId() + "/" + event.getHappenedAt()
                : event.getAlarmId() + "-" + event.getStep();
    }

    private static void put(ObjectNode document, String name, Object value) {
        if (value == null) {
            document.putNull(name);
        } else if (value instanceof Boolean flag) {
            document.put(name, flag);
        } else if (value instanceof Integer number) {
            document.put(name, number);
        } else if (value instanceof Long number) {
            document.put(name, number);
        } else if (value instanceof Double number) {
            document.put(name, number);
        } else if (value instanceof Instant time) {
            document.put(name, time.toString());
        } else {
            document.put(name, value.toString());
        }
    }
}
