package io.fleetstream.jobs.shadow.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.command.domain.CommandPolicy;
import io.fleetstream.jobs.shadow.command.domain.CommandStep;
import io.fleetstream.jobs.shadow.state.CommandDevice;
import io.fleetstream.jobs.shadow.state.CommandRow;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes records of the contract from what the domain says. */
final class CommandRecords {
    private static final JsonFactory JSON = new JsonFactory();

    private CommandRecords() {}

    static CommandState state(String device, CommandStep step) {
        CommandRow row = step.row();
        return new CommandState(
                device,
                row.commandId(),
                row.bulkId(),
                row.command(),
                row.parameters(),
                row.state(),
                row.step(),
                row.attempts(),
                instant(row.createdAt()),
                instant(row.deadline()),
                instant(step.changedAt()),
                step.message(),
                step.result());
    }

    /**
     * The message for the device: QoS 1, and of no use after the deadline. The seconds are those at
     * the arrival of the command, the same in every replay; the job may be late.
     */
    static KafkaRecord message(String device, CommandDevice address, CommandStep step) {
        long life = CommandPolicy.lifeSeconds(step.row(), step.changedAt());
        return new KafkaRecord(
                Topics.DEVICE_DOWNLINK,
                0,
                0,
                0,
                device.getBytes(StandardCharsets.UTF_8),
                payload(step.row()),
                List.of(
                        header(
                                RecordHeaders.MQTT_TOPIC,
                                String.join(
                                        "/",
                                        address.org(),
                                        address.site(),
                                        address.type(),
                                        device,
                                        "command")),
                        header(RecordHeaders.MQTT_QOS, "1"),
                        header(RecordHeaders.EXPIRY_SECONDS, Long.toString(life)),
                        header(RecordHeaders.EXPIRES_AT, Long.toString(step.row().deadline()))));
    }

    private static byte[] payload(CommandRow row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("command_id", row.commandId());
            json.writeStringField("command", row.command());
            if (row.parameters() != null) {
                json.writeFieldName("parameters");
                json.writeRawValue(row.parameters());
            }
            json.writeStringField("deadline", instant(row.deadline()).toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static KafkaHeader header(String name, String value) {
        return new KafkaHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
