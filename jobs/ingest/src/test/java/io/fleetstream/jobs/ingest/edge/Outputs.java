package io.fleetstream.jobs.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.IngestConfig;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The four topics the job writes. */
final class Outputs implements AutoCloseable {
    final CommittedTopic<Reading> readings;
    final CommittedTopic<DeadLetter> deadLetters;
    final CommittedTopic<Duplicate> duplicates;
    private final CommittedTopic<DeviceHour> deviceHours;
    private final CommittedTopic<DeviceFacts> facts;

    Outputs(IngestConfig config) {
        readings = new CommittedTopic<>(config.kafka(), Topics.TELEMETRY_READINGS, Reading.class);
        deadLetters =
                new CommittedTopic<>(
                        config.kafka(), Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class);
        duplicates =
                new CommittedTopic<>(config.kafka(), Topics.TELEMETRY_DUPLICATES, Duplicate.class);
        deviceHours =
                new CommittedTopic<>(
                        config.kafka(), Topics.TELEMETRY_DEVICE_HOURS, DeviceHour.class);
        facts = new CommittedTopic<>(config.kafka(), Topics.DEVICE_FACTS, DeviceFacts.class);
    }

    int messages() throws Exception {
        return storedMessages().size() + deadLetters.records().size() + duplicates.records().size();
    }

    /** Messages that arrived by the books, after checking that they balance. */
    long booked() throws Exception {
        Map<List<Object>, DeviceHour> last = new HashMap<>();
        for (DeviceHour hour : deviceHours.records()) {
            last.put(List.of(hour.getDeviceId(), hour.getHour(), hour.getPart()), hour);
        }
        long received = 0;
        for (DeviceHour hour : last.values()) {
            long rejected = hour.getRejected().values().stream().mapToLong(Long::longValue).sum();
            assertThat(hour.getReceived() + hour.getReplayed())
                    .isEqualTo(
                            hour.getStored() + hour.getDuplicated() + rejected + hour.getParked());
            received += hour.getReceived();
        }
        return received;
    }

    private Set<List<Object>> storedMessages() throws Exception {
        Set<List<Object>> sources = new HashSet<>();
        for (Reading reading : readings.records()) {
            sources.add(List.of(reading.getSourcePartition(), reading.getSourceOffset()));
        }
        return sources;
    }

    void assertEqualTo(Traffic traffic, long seed) throws Exception {
        assertThat(storedMessages()).hasSize(traffic.stored);
        assertThat(readings.records()).hasSize(traffic.readings);
        assertThat(readings.records())
                .extracting(
                        reading ->
                                List.of(
                                        reading.getSourcePartition(),
                                        reading.getSourceOffset(),
                                        reading.getSourceIndex()))
                .doesNotHaveDuplicates();
        assertThat(readings.records())
                .extracting(reading -> List.of(reading.getDeviceId(), reading.getSequence()))
                .doesNotHaveDuplicates();
        assertThat(duplicates.records()).hasSize(traffic.duplicates);
        Map<ReasonCode, Integer> dead = new EnumMap<>(ReasonCode.class);
        deadLetters.records().forEach(letter -> dead.merge(letter.getReason(), 1, Integer::sum));
        assertThat(dead).isEqualTo(traffic.dead);
        System.out.printf(
                "seed %d: %d messages and %d heartbeats: %d stored in %d readings, %d"
                        + " duplicates, dead %s, facts %d%n",
                seed,
                traffic.published(),
                traffic.heartbeats,
                traffic.stored,
                traffic.readings,
                traffic.duplicates,
                dead,
                facts.records().size());
    }

    void assertEnriched() throws Exception {
        assertThat(readings.records())
                .isNotEmpty()
                .allSatisfy(
                        reading -> {
                            assertThat(reading.getSite()).isEqualTo("registered-site");
                            assertThat(reading.getModel()).isEqualTo("m1");
                            assertThat(reading.getMetrics().get(0).getQuality())
                                    .isEqualTo(
                                            reading.getSequence() % 50 > 40
                                                    ? Quality.BAD
                                                    : Quality.GOOD);
                        });
        assertThat(facts.records()).extracting(DeviceFacts::getDeviceId).contains("d0", "d19");
        assertThat(facts.records()).hasSize(20).allMatch(DeviceFacts::getRegistered);
    }

    /** The latest heartbeat of each partition of the readings, microseconds since the epoch. */
    Map<Integer, Long> heartbeats() throws Exception {
        readings.records();
        Map<Integer, Long> latest = new HashMap<>();
        for (KafkaRecord heartbeat : readings.heartbeats()) {
            assertThat(heartbeat.key()).isNull();
            latest.merge(heartbeat.partition(), Heartbeats.receivedAtMicros(heartbeat), Math::max);
        }
        return latest;
    }

    @Override
    public void close() {
        readings.close();
        deadLetters.close();
        duplicates.close();
        facts.close();
        deviceHours.close();
    }
}
