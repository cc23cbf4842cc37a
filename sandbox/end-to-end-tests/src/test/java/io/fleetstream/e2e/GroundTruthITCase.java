package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.run.ArrivalMode;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.truth.DeviceTruth;
import io.fleetstream.emulator.truth.GroundTruth;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.ReasonCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Devices with every fault the emulator knows, five minutes of event time: what ingest finds is
 * what was injected, nothing missed and nothing made up. {@code -Dfleet.truth.devices=2000} for a
 * fleet.
 */
@Isolated("counts whatever is sent")
class GroundTruthITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final long SEED = Long.getLong("fleet.truth.seed", 20261120L);
    private static final String PREFIX = "truth-";
    private static final int DEVICES = Integer.getInteger("fleet.truth.devices", 200);
    private static final int MESSAGES = 50;
    private static final double SECONDS = 300;
    private static final Duration CLOCK_THRESHOLD = Duration.ofMinutes(2);
    private static final Duration TO_SETTLE = Duration.ofMinutes(4);
    private static final long MICROS_PER_SECOND = 1_000_000;

    @Test
    void findsEveryInjectedFaultAndNoOther() throws Exception {
        Path file = Home.directory().resolve("sandbox/end-to-end-tests/target/truth.ndjson");
        Files.deleteIfExists(file);
        System.out.println("[truth] seed " + SEED);
        Books.Page mark = SHARED.books().mark();
        RunReport report = publish(file);
        System.out.println("[truth] " + report);
        GroundTruth truth = GroundTruth.read(file);
        assertThat(truth.uncertain()).as("messages of unknown fate").isZero();
        assertThat(truth.devices()).hasSize(DEVICES).allMatch(DeviceTruth::marked);

        Books.Page page = SHARED.books().awaitDrained(mark, truth.published());
        System.out.println("[truth] " + page);
        Detected detected = awaitBooks(truth);

        assertThat(detected.readings()).as("accepted").isEqualTo(truth.accepted());
        compareDuplicates(truth, detected);
        compareRejects(truth, detected);
        assertThat(sorted(detected.missing())).as("missing").isEqualTo(sorted(truth.missing()));
        assertThat(detected.resets()).as("resets").isEqualTo(truth.resets());
        compareClocks(truth, detected);
        compareBooks(truth, detected);
        System.out.printf(
                "[truth] %d published, %d accepted, %d duplicates, %d rejects, %d missing in %d"
                        + " ranges, %d late fills, %d resets, %d wrong clocks: all found%n",
                truth.published(),
                truth.accepted(),
                truth.duplicates(),
                truth.rejects().values().stream().mapToLong(Long::longValue).sum(),
                truth.missingMessages(),
                truth.missing().size(),
                truth.fills(),
                truth.resets(),
                truth.skewed(CLOCK_THRESHOLD).size());
    }

    private static RunReport publish(Path truth) throws Exception {
        return new EmulatorRun(
                        RunOptions.to(SHARED.stack().sandbox().mqtt().url())
                                .seed(SEED)
                                .devices(DEVICES)
                                .idPrefix(PREFIX)
                                .messages(MESSAGES)
                                .ratePerSecond(MESSAGES / SECONDS)
                                .pace(Pace.FLAT_OUT)
                                .arrival(ArrivalMode.EMULATED)
                                .faults(FaultRates.ALL)
                                .truth(truth)
                                .build())
                .execute();
    }

    /** The books of an hour are published some time after its messages. */
    private static Detected awaitBooks(GroundTruth truth) {
        Cluster cluster =
                Cluster.at(
                        SHARED.stack().sandbox().kafka().bootstrapServers(),
                        SHARED.stack().sandbox().schemaRegistry().url());
        return await().atMost(TO_SETTLE)
                .pollInterval(Duration.ofSeconds(3))
                .until(
                        () -> Detected.read(cluster, PREFIX),
                        detected -> sum(detected, DeviceHour::getReceived) >= truth.published());
    }

    private static void compareDuplicates(GroundTruth truth, Detected detected) {
        for (DeviceTruth device : truth.devices()) {
            assertThat(detected.duplicates().getOrDefault(device.id(), 0L))
                    .as("duplicates of %s", device.id())
                    .isBetween(
                            device.duplicates(), device.duplicates() + device.possibleDuplicates());
        }
        assertThat(detected.duplicates().keySet())
                .isSubsetOf(truth.devices().stream().map(DeviceTruth::id).toList());
    }

    private static void compareRejects(GroundTruth truth, Detected detected) {
        Map<ReasonCode, Long> surplus = new TreeMap<>(detected.rejects());
        truth.rejects().forEach((reason, count) -> surplus.merge(reason, -count, Long::sum));
        surplus.forEach(
                (reason, count) ->
                        assertThat(count)
                                .as("%s beyond the truth", reason)
                                .isBetween(0L, truth.possibleRejects().getOrDefault(reason, 0L)));
    }

    private static void compareClocks(GroundTruth truth, Detected detected) {
        Map<String, Duration> wrong = truth.skewed(CLOCK_THRESHOLD);
        assertThat(detected.offsets().keySet()).as("wrong clocks").isEqualTo(wrong.keySet());
        wrong.forEach(
                (device, offset) ->
                        assertThat(detected.offsets().get(device))
                                .as("offset of %s", device)
                                .isCloseTo(
                                        offset.toNanos() / 1_000,
                                        org.assertj.core.data.Offset.offset(MICROS_PER_SECOND)));
    }

    private static void compareBooks(GroundTruth truth, Detected detected) {
        assertThat(sum(detected, DeviceHour::getStored)).isEqualTo(truth.accepted());
        assertThat(sum(detected, DeviceHour::getDuplicated))
                .isEqualTo(
                        detected.duplicates().values().stream().mapToLong(Long::longValue).sum());
        assertThat(rejected(detected)).isEqualTo(detected.rejects());
        assertThat(sum(detected, DeviceHour::getMissing) - sum(detected, DeviceHour::getFilled))
                .isEqualTo(truth.missingMessages());
        assertThat(sum(detected, DeviceHour::getParked)).isZero();
        assertThat(sum(detected, DeviceHour::getResets)).isEqualTo(truth.resets());
    }

    private static Map<ReasonCode, Long> rejected(Detected detected) {
        return detected.hours().stream()
                .flatMap(hour -> hour.getRejected().entrySet().stream())
                .collect(
                        Collectors.toMap(
                                entry -> ReasonCode.valueOf(entry.getKey()),
                                Map.Entry::getValue,
                                Long::sum,
                                TreeMap::new));
    }

    private static long sum(Detected detected, ToLongFunction<DeviceHour> figure) {
        return detected.hours().stream().mapToLong(figure).sum();
    }

    private static <T extends Record> List<T> sorted(List<T> ranges) {
        return ranges.stream().sorted(Comparator.comparing(T::toString)).toList();
    }
}
