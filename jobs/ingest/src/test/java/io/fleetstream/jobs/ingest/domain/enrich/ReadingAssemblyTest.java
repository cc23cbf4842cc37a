package io.fleetstream.jobs.ingest.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.time.Timing;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.TimeSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingAssemblyTest {
    private static final long NOON = 1_772_366_400_000_001L;
    private static final FactsRow FACTS = new FactsRow(NOON, "1.0", "b1", NOON, false, null, null);
    private static final List<Metric> STORED =
            List.of(new Metric("a", 1.0, "V", Quality.GOOD, null, null, null));
    private static final List<ParsedMetric> METRICS = List.of(new ParsedMetric("a", 1, "V"));

    private static final Timing DEVICE = new Timing(NOON - 5, TimeSource.DEVICE, null, List.of());
    private static final Timing ARRIVAL =
            new Timing(NOON + 1, TimeSource.ARRIVAL, null, List.of(ReadingFlag.NO_TIME));

    private final ParsedMessage message =
            new ParsedMessage(
                    "d1",
                    "acme",
                    "berlin",
                    "thermostat",
                    NOON,
                    3,
                    17,
                    List.of(
                            new ParsedReading(7L, NOON - 5, "b0", "0.9", METRICS),
                            new ParsedReading(null, null, null, null, METRICS)));

    @Test
    void keepsWhatTheDeviceSaid() {
        assertThat(ReadingAssembly.reading(message, 0, DEVICE, null, STORED, FACTS))
                .isEqualTo(
                        Reading.newBuilder()
                                .setDeviceId("d1")
                                .setOrg("acme")
                                .setSite("berlin")
                                .setDeviceType("thermostat")
                                .setFirmware("0.9")
                                .setBootId("b0")
                                .setEventTime(Instant.parse("2026-03-01T11:59:59.999996Z"))
                                .setDeviceTime(Instant.parse("2026-03-01T11:59:59.999996Z"))
                                .setReceivedAt(Instant.parse("2026-03-01T12:00:00.000001Z"))
                                .setTimeSource(TimeSource.DEVICE)
                                .setSequence(7L)
                                .setMetrics(STORED)
                                .setSourcePartition(3)
                                .setSourceOffset(17)
                                .setSourceIndex(0)
                                .build());
    }

    @Test
    void fillsInWhatItDidNotSay() {
        Reading reading =
                ReadingAssembly.reading(
                        message, 1, ARRIVAL, new RegistryRow("o", "s", "t", "m1"), STORED, FACTS);

        assertThat(reading.getOrg()).isEqualTo("o");
        assertThat(reading.getSite()).isEqualTo("s");
        assertThat(reading.getDeviceType()).isEqualTo("t");
        assertThat(reading.getModel()).isEqualTo("m1");
        assertThat(reading.getFirmware()).isEqualTo("1.0");
        assertThat(reading.getBootId()).isEqualTo("b1");
        assertThat(reading.getDeviceTime()).isNull();
        assertThat(reading.getEventTime())
                .as("arrival, and a microsecond for each reading before it in the batch")
                .isEqualTo(reading.getReceivedAt().plusNanos(1_000));
        assertThat(reading.getTimeSource()).isEqualTo(TimeSource.ARRIVAL);
        assertThat(reading.getSequence()).isNull();
        assertThat(reading.getSourceIndex()).isEqualTo(1);
    }
}
