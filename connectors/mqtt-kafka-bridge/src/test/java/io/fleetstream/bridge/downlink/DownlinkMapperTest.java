package io.fleetstream.bridge.downlink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.UserProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownlinkMapperTest {
    private static final long NOW = 1_700_000_000_000L;

    private final DownlinkMapper mapper =
            new DownlinkMapper(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @Test
    void mapsEveryHeader() {
        OutboundMessage message =
                mapper.map(
                                record(
                                        NOW - 10_500,
                                        "mqtt.topic",
                                        "o/s/m/d1/command",
                                        "mqtt.qos",
                                        "2",
                                        "mqtt.retain",
                                        "true",
                                        "expiry-seconds",
                                        "60",
                                        "content-type",
                                        "application/json",
                                        "content-encoding",
                                        "gzip",
                                        "user.id",
                                        "7",
                                        "other",
                                        "x"))
                        .message();

        assertThat(message.topic()).isEqualTo("o/s/m/d1/command");
        assertThat(message.qos()).isEqualTo(2);
        assertThat(message.retain()).isTrue();
        assertThat(message.expirySeconds()).hasValue(50);
        assertThat(message.contentType()).isEqualTo("application/json");
        assertThat(message.payload()).isEqualTo("payload".getBytes(UTF_8));
        assertThat(message.userProperties())
                .containsExactly(
                        new UserProperty("content-encoding", "gzip"), new UserProperty("id", "7"));
    }

    @Test
    void publishesAtQos1WithoutRetainAndExpiryUnlessTold() {
        OutboundMessage message = mapper.map(record(NOW, "mqtt.topic", "a")).message();

        assertThat(message.qos()).isEqualTo(1);
        assertThat(message.retain()).isFalse();
        assertThat(message.expirySeconds()).isEmpty();
        assertThat(message.contentType()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 60, 60",
        "1, 60, 60",
        "59000, 60, 1",
        "59999, 60, 1",
        "0, 9999999999, 4294967295"
    })
    void passesOnTheExpiryThatIsLeft(long ageMillis, String expiry, long left) {
        assertThat(
                        mapper.map(
                                        record(
                                                NOW - ageMillis,
                                                "mqtt.topic",
                                                "a",
                                                "expiry-seconds",
                                                expiry))
                                .message()
                                .expirySeconds())
                .hasValue(left);
    }

    @ParameterizedTest
    @CsvSource({
        "60000000, 60",
        "60999999, 60",
        "1000000, 1",
        "9999999999000000, 4294967295",
        "999999, ",
        "0, ",
        "-3600000000, "
    })
    void neverOutlivesTheTimeItExpiresAtHoweverLateTheRecord(long leftMicros, Long left) {
        DownlinkMapper.Result result =
                mapper.map(
                        record(
                                NOW,
                                "mqtt.topic",
                                "a",
                                "expiry-seconds",
                                "3600",
                                "expires-at",
                                Long.toString(NOW * 1000 + leftMicros)));

        if (left == null) {
            assertThat(result).isEqualTo(DownlinkMapper.Result.EXPIRED);
        } else {
            assertThat(result.message().expirySeconds()).hasValue(left);
        }
    }

    @ParameterizedTest
    @CsvSource({"60000, 60", "0, 0", "999999, 1"})
    void knowsExpiredRecords(long ageMillis, String expiry) {
        assertThat(mapper.map(record(NOW - ageMillis, "mqtt.topic", "a", "expiry-seconds", expiry)))
                .isEqualTo(DownlinkMapper.Result.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "x, y, no-topic",
        "mqtt.topic, '', no-topic",
        "mqtt.topic, a/+/b, bad-topic",
        "mqtt.topic, a/#, bad-topic",
        "mqtt.topic, 'a\tb', bad-topic",
        "mqtt.topic, $SYS/a, bad-topic",
        "mqtt.qos, 3, bad-qos",
        "mqtt.qos, '', bad-qos",
        "expiry-seconds, -1, bad-expiry",
        "expiry-seconds, 1m, bad-expiry",
        "expires-at, -1, bad-expiry",
        "expires-at, '', bad-expiry",
        "expires-at, 1234567890123456789, bad-expiry",
        "expires-at, 2026-03-01, bad-expiry",
        "user.a, 'b\tc', bad-text",
        "content-type, 'b\tc', bad-text",
    })
    void saysWhyARecordIsNoMessage(String header, String value, String problem) {
        ConsumerRecord<byte[], byte[]> record =
                problem.equals("no-topic")
                        ? record(NOW, header, value)
                        : record(NOW, "mqtt.topic", "a", header, value);

        assertThat(mapper.map(record).problem()).isEqualTo(problem);
        assertThat(mapper.map(record).message()).isNull();
    }

    @Test
    void refusesTopicsThatAreTooLong() {
        assertThat(mapper.map(record(NOW, "mqtt.topic", "x".repeat(65_536))).problem())
                .isEqualTo("bad-topic");
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp, String... headers) {
        RecordHeaders all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        return new ConsumerRecord<>(
                "device.downlink",
                0,
                0,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                2,
                7,
                "d1".getBytes(UTF_8),
                "payload".getBytes(UTF_8),
                all,
                Optional.empty());
    }
}
