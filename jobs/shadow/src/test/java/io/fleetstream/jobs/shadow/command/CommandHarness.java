package io.fleetstream.jobs.shadow.command;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.shadow.command.domain.CommandLimits;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** {@link SendCommandFunction} in Flink's harness; all times are seconds after the epoch. */
final class CommandHarness implements AutoCloseable {
    static final CommandLimits LIMITS =
            new CommandLimits(
                    3,
                    Duration.ofMinutes(10),
                    Duration.ofDays(1),
                    Duration.ofSeconds(10),
                    Duration.ofDays(1),
                    Duration.ofSeconds(30));

    private final KeyedTwoInputStreamOperatorTestHarness<
                    String, KafkaRecord, RowChange, KafkaRecord>
            harness;
    private int statesRead;

    CommandHarness(OperatorSubtaskState restored) throws Exception {
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(
                                new SendCommandFunction(
                                        LIMITS, new DeadLetters("shadow", "send-command"))),
                        record -> record.keyText().orElseThrow(),
                        RowChange::deviceId,
                        Types.STRING);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    void register(String device) throws Exception {
        register(device, "ACTIVE");
    }

    void register(String device, String status) throws Exception {
        row(
                RowChange.registry(
                        device,
                        new DeviceRow("acme", "plant", "pump", null, null, status, Map.of(), 1)));
    }

    void row(RowChange row) throws Exception {
        harness.processElement2(new StreamRecord<>(row));
    }

    /** A command that ends after so many seconds. */
    void command(String device, String id, long at, long life) throws Exception {
        command(
                device,
                "{\"command_id\":\"%s\",\"command\":\"reboot\",\"deadline\":\"%s\"}"
                        .formatted(id, Instant.ofEpochSecond(at + life)),
                at);
    }

    void command(String device, String payload, long at) throws Exception {
        send(
                record(Topics.DEVICE_COMMANDS, device, at)
                        .header(RecordHeaders.WRITER, "operator")
                        .value(payload));
    }

    void answer(String device, String id, String state, long at) throws Exception {
        send(
                record(Topics.DEVICE_COMMANDS, device, at)
                        .header(
                                RecordHeaders.MQTT_TOPIC,
                                "acme/plant/pump/" + device + "/command/response")
                        .value(
                                "{\"command_id\":\"%s\",\"state\":\"%s\",\"message\":\"says\"}"
                                        .formatted(id, state)));
    }

    void status(String device, String status, long at) throws Exception {
        send(record(Topics.DEVICE_STATUS, device, at).value("{\"status\":\"" + status + "\"}"));
    }

    void send(TestRecords record) throws Exception {
        harness.processElement1(new StreamRecord<>(record.build()));
    }

    static TestRecords record(String topic, String device, long at) {
        return TestRecords.record(topic)
                .at(0, at)
                .timestamp(at * 1000)
                .key(device)
                .header(RecordHeaders.RECEIVED_AT, at + "000000");
    }

    /** Arrival time goes on, for commands and, once read, for the registry. */
    void watermark(long seconds) throws Exception {
        harness.processBothWatermarks(new Watermark(seconds * 1000));
    }

    /** Messages to devices since the last call: topic, seconds to live, payload. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (KafkaRecord record : harness.extractOutputValues()) {
            messages.add(
                    record.header(RecordHeaders.MQTT_TOPIC).orElseThrow()
                            + " "
                            + record.header(RecordHeaders.EXPIRY_SECONDS).orElseThrow()
                            + "s "
                            + new String(record.value(), StandardCharsets.UTF_8));
        }
        harness.getOutput().clear();
        return messages;
    }

    /** When the messages to devices expire, microseconds since the epoch. */
    List<String> expiries() {
        return harness.extractOutputValues().stream()
                .map(record -> record.header(RecordHeaders.EXPIRES_AT).orElse("never"))
                .toList();
    }

    /** Changes of commands since the last call. */
    List<CommandState> states() {
        List<CommandState> all = values(harness.getSideOutput(SendCommandFunction.STATES));
        List<CommandState> fresh = all.subList(statesRead, all.size());
        statesRead = all.size();
        return List.copyOf(fresh);
    }

    /** The same in short: id, state and step. */
    List<String> steps() {
        return states().stream()
                .map(s -> s.getCommandId() + " " + s.getState() + " " + s.getStep())
                .toList();
    }

    List<DeadLetter> deadLetters() {
        return values(harness.getSideOutput(DeadLetters.TAG));
    }

    OperatorSubtaskState snapshot(long id) throws Exception {
        return harness.snapshot(id, id);
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (Exception e) {
            // the harness declares no less
            throw new IOException(e);
        }
    }

    private static <T> List<T> values(Queue<StreamRecord<T>> records) {
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }
}
