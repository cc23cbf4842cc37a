package io.fleetstream.jobs.shadow.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.shadow.Harnesses;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.WriterRoles;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link MergeShadowFunction} in Flink's harness, and what has come out of it so far. */
final class ShadowHarness implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, KafkaRecord, KafkaRecord> harness;
    private int documentsRead;
    private int eventsRead;
    private int requestsRead;

    ShadowHarness(Duration stuckAfter, OperatorSubtaskState restored) throws Exception {
        this(stuckAfter, Extensions.NONE, restored);
    }

    ShadowHarness(Duration stuckAfter, Extensions extensions, OperatorSubtaskState restored)
            throws Exception {
        this(ShadowLimits.DEFAULT, stuckAfter, extensions, restored);
    }

    ShadowHarness(
            ShadowLimits limits,
            Duration stuckAfter,
            Extensions extensions,
            OperatorSubtaskState restored)
            throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new MergeShadowOperator(
                                new MergeShadowFunction(
                                        limits, WriterRoles.OPEN, stuckAfter, extensions)),
                        record -> record.keyText().orElseThrow(),
                        Types.STRING);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** A request as the bridge writes it; the offset is told by the time. */
    static KafkaRecord request(String device, String rest, String payload, long seconds) {
        return request(device, rest, payload, seconds, Map.of());
    }

    /** As above with more headers. */
    static KafkaRecord request(
            String device, String rest, String payload, long seconds, Map<String, String> headers) {
        TestRecords record =
                TestRecords.record(Topics.SHADOW_REQUESTS)
                        .at(0, seconds)
                        .timestamp(seconds * 1000)
                        .key(device)
                        .header(
                                RecordHeaders.MQTT_TOPIC,
                                "$aws/things/" + device + "/shadow/" + rest)
                        .header(RecordHeaders.RECEIVED_AT, seconds + "000000")
                        .value(payload);
        headers.forEach(record::header);
        return record.build();
    }

    /** A device comes or goes. */
    static KafkaRecord status(String device, String payload, long seconds) {
        return TestRecords.record(Topics.DEVICE_STATUS)
                .at(0, seconds)
                .timestamp(seconds * 1000)
                .key(device)
                .header(RecordHeaders.RECEIVED_AT, seconds + "000000")
                .value(payload)
                .build();
    }

    /** A request that the job has made, as it stands in the log from that second on. */
    static KafkaRecord appended(KafkaRecord made, long seconds) {
        return new KafkaRecord(
                made.topic(), 0, seconds, seconds * 1000, made.key(), made.value(), made.headers());
    }

    void process(KafkaRecord record) throws Exception {
        harness.processElement(record, 0);
    }

    void watermark(long seconds) throws Exception {
        harness.processWatermark(seconds * 1000);
    }

    OperatorSubtaskState snapshot(long id) throws Exception {
        return harness.snapshot(id, id);
    }

    /** Messages since the last call, as topic and payload. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (KafkaRecord record : harness.extractOutputValues()) {
            messages.add(
                    record.keyText().orElseThrow()
                            + " "
                            + record.header(RecordHeaders.MQTT_TOPIC).orElseThrow()
                            + " "
                            + new String(record.value(), StandardCharsets.UTF_8));
        }
        harness.getOutput().clear();
        return messages;
    }

    /** Documents since the last call. */
    List<ShadowDocument> documents() {
        List<KafkaRecord> all = Harnesses.values(harness.getSideOutput(ShadowOutputs.DOCUMENTS));
        List<KafkaRecord> fresh = all.subList(documentsRead, all.size());
        documentsRead = all.size();
        return fresh.stream().map(ShadowHarness::document).toList();
    }

    /** Events since the last call. */
    List<ShadowEvent> events() {
        List<ShadowEvent> all = Harnesses.values(harness.getSideOutput(ShadowOutputs.EVENTS));
        List<ShadowEvent> fresh = all.subList(eventsRead, all.size());
        eventsRead = all.size();
        return fresh;
    }

    /** Requests that the job has made since the last call. */
    List<KafkaRecord> requests() {
        List<KafkaRecord> all = Harnesses.values(harness.getSideOutput(ShadowOutputs.REQUESTS));
        List<KafkaRecord> fresh = all.subList(requestsRead, all.size());
        requestsRead = all.size();
        return fresh;
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() {
        Harnesses.close(harness);
    }

    private static ShadowDocument document(KafkaRecord record) {
        try {
            ShadowDocument document =
                    new SpecificDatumReader<>(ShadowDocument.class)
                            .read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
            assertThat(record.keyText())
                    .hasValue(document.getDeviceId() + "/" + document.getShadowName());
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
