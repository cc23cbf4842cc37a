package io.fleetstream.bridge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.UserProperty;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMapperTest {
    private static final String NOW = "1700000000123456";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordMapper mapper =
            new RecordMapper(
                    Clock.fixed(Instant.ofEpochSecond(1_700_000_000L, 123_456_789), ZoneOffset.UTC),
                    new UnansweredRequests(Duration.ofSeconds(30)));

    @Test
    void putsEverythingBesideThePayloadIntoHeaders() {
        ProducerRecord<byte[], byte[]> record =
                mapper.map(
                        message(
                                "application/json",
                                new UserProperty("content-encoding", "gzip"),
                                new UserProperty("fw", "1.2"),
                                new UserProperty("received-at", "5")),
                        destination(false));

        assertThat(record.topic()).isEqualTo("telemetry.raw");
        assertThat(record.partition()).isNull();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("d1");
        assertThat(new String(record.value(), UTF_8)).isEqualTo("payload");
        assertThat(headers(record))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "mqtt.topic", "o/s/m/d1/reading",
                                "received-at", NOW,
                                "content-type", "application/json",
                                "content-encoding", "gzip",
                                "user.fw", "1.2",
                                "user.received-at", "5"));
    }

    @Test
    void parksTheRecordAsItIsAndSaysWhereItBelongs() {
        ProducerRecord<byte[], byte[]> record = mapper.map(message(null), destination(false));

        ProducerRecord<byte[], byte[]> parked = RecordMapper.park(record, "parking", "Denied");

        assertThat(parked.topic()).isEqualTo("parking");
        assertThat(parked.key()).isEqualTo(record.key());
        assertThat(parked.value()).isEqualTo(record.value());
        assertThat(headers(parked))
                .containsAllEntriesOf(headers(record))
                .containsEntry("parked-from", "telemetry.raw")
                .containsEntry("parked-reason", "Denied");
        assertThat(headers(record)).doesNotContainKey("parked-from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1600000000000001", "9223372036854775807"})
    void keepsTheArrivalTimeOnTrustedRoutes(String given) {
        ProducerRecord<byte[], byte[]> record =
                mapper.map(
                        message(null, new UserProperty("received-at", given)), destination(true));

        assertThat(headers(record)).containsEntry("received-at", given).hasSize(2);
        assertThat(replaced()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "9223372036854775808", "12345678901234567890"})
    void replacesAndCountsArrivalTimesThatAreNone(String given) {
        ProducerRecord<byte[], byte[]> record =
                mapper.map(
                        message(null, new UserProperty("received-at", given)), destination(true));

        assertThat(headers(record)).containsEntry("received-at", NOW);
        assertThat(replaced()).isEqualTo(1);
    }

    @Test
    void replacesAMissingArrivalTimeOnTrustedRoutes() {
        assertThat(headers(mapper.map(message(null), destination(true))))
                .containsEntry("received-at", NOW);
        assertThat(replaced()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"70000, 65536", "65536, 65536", "10, 10"})
    void cutsToTheStartOfPayloadAndTheHeadersThatMatter(int size, int left) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("t", "d1".getBytes(UTF_8), new byte[size]);
        record.headers().add("mqtt.topic", "m".getBytes(UTF_8));
        record.headers().add("received-at", "5".getBytes(UTF_8));
        record.headers().add("user.large", new byte[100_000]);
        record.headers().add("content-encoding", "gzip".getBytes(UTF_8));
        record.headers().add("content-encoding", new byte[100_000]);

        ProducerRecord<byte[], byte[]> cut = RecordMapper.truncate(record);

        assertThat(cut.value()).hasSize(left);
        assertThat(cut.key()).isEqualTo(record.key());
        assertThat(headers(cut))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "mqtt.topic", "m",
                                "received-at", "5",
                                "truncated-from", Integer.toString(size)));
    }

    @Test
    void saysWhereTheArrivalTimeCounts() {
        Destination device = destination(false);
        Destination arrival =
                new Destination(
                        device.kafkaTopic(),
                        device.deviceId(),
                        device.mqttTopic(),
                        false,
                        true,
                        null,
                        device.metrics());
        assertThat(headers(mapper.map(message(null), arrival)))
                .containsEntry("time-authority", "arrival");
        assertThat(headers(mapper.map(message(null), device))).doesNotContainKey("time-authority");
    }

    private double replaced() {
        return registry.get("fleet.bridge.received.at.replaced").counter().count();
    }

    private Destination destination(boolean trusted) {
        return new Destination(
                "telemetry.raw",
                "d1",
                "o/s/m/d1/reading",
                trusted,
                false,
                null,
                new UplinkMetrics(registry).route("r"));
    }

    @Test
    void countsTheUnansweredRequestsOfAThing() {
        Destination requests =
                new Destination(
                        "shadow.requests",
                        "d1",
                        "$aws/things/d1/shadow/get",
                        false,
                        false,
                        "shadow/d1",
                        new UplinkMetrics(registry).route("shadow"));

        assertThat(headers(mapper.map(message(null), requests))).containsEntry("in-flight", "1");
        ProducerRecord<byte[], byte[]> second = mapper.map(message(null), requests);
        assertThat(headers(second)).containsEntry("in-flight", "2");
        assertThat(headers(RecordMapper.truncate(second))).containsEntry("in-flight", "2");
        mapper.withdrawn(requests);
        assertThat(headers(mapper.map(message(null), requests))).containsEntry("in-flight", "2");
    }

    private static InboundMessage message(String contentType, UserProperty... properties) {
        return new InboundMessage(
                "o/s/m/d1/reading",
                "payload".getBytes(UTF_8),
                1,
                1,
                contentType,
                List.of(properties));
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
