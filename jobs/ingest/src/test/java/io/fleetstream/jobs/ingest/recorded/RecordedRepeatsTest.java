package io.fleetstream.jobs.ingest.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.payload.MessageParser;
import io.fleetstream.jobs.ingest.domain.sequence.Filtered;
import io.fleetstream.jobs.ingest.domain.sequence.Finding;
import io.fleetstream.jobs.ingest.domain.sequence.RepeatFilter;
import io.fleetstream.jobs.ingest.recorded.Recording.Uplink;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real sensor whose counter started again once, whose frames the network repeats with later time
 * stamps, some after seven weeks, and of which two recordings overlap.
 */
class RecordedRepeatsTest {
    /** Between the last frame before and the first one after the only reset. */
    private static final long RESET = Instant.parse("2023-03-10T00:00:00Z").toEpochMilli();

    private final MessageParser parser = new MessageParser(Limits.DEFAULT);
    private Path folder;

    /** What became of a recording. */
    private record Counts(int stored, int duplicates, int dead, long missing, int resets) {}

    @BeforeEach
    void findTheRecordings() {
        String given = System.getenv("FLEET_DATA");
        Path data =
                given == null
                        ? Path.of(System.getProperty("fleet.home", "."), "..", "shared", "data")
                        : Path.of(given);
        folder = data.resolve("campusiot-tourperret");
        assumeTrue(
                Files.isDirectory(folder),
                () -> "no recordings in " + folder + "; set FLEET_DATA to their parent");
    }

    @Test
    void accountsForEveryLineOfTheFirstRecording() throws IOException {
        assertThat(replayAsTheOracleSays(first())).isEqualTo(new Counts(10_630, 1_983, 1, 126, 1));
    }

    @Test
    void accountsForEveryLineOfTheSecondRecording() throws IOException {
        assertThat(replayAsTheOracleSays(second()))
                .isEqualTo(new Counts(6_605, 30, 13_716, 125, 0));
    }

    @Test
    void countsTheOverlapOfBothAsRepeats() throws IOException {
        List<Uplink> both = new ArrayList<>(first());
        both.addAll(second());
        assertThat(replayAsTheOracleSays(both))
                .isEqualTo(new Counts(10_964, 8_284, 13_717, 126, 1));
    }

    private Counts replayAsTheOracleSays(List<Uplink> uplinks) {
        Counts expected = oracle(uplinks);
        Counts actual = replay(uplinks);
        System.out.printf("%d lines: %s%n", uplinks.size(), actual);
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.stored() + actual.duplicates() + actual.dead()).isEqualTo(uplinks.size());
        return actual;
    }

    private Counts replay(List<Uplink> uplinks) {
        DeviceHistory history = DeviceHistory.EMPTY;
        int stored = 0;
        int duplicates = 0;
        int resets = 0;
        int dead = 0;
        long missing = 0;
        for (Uplink uplink : uplinks) {
            try {
                Filtered filtered = RepeatFilter.judge(history, parser.parse(uplink.message()));
                history = filtered.history();
                stored += filtered.isDuplicate() ? 0 : 1;
                duplicates += filtered.isDuplicate() ? 1 : 0;
                for (Finding finding : filtered.findings().get(0)) {
                    switch (finding.kind()) {
                        case GAP -> missing += finding.numbers();
                        case FILL -> missing -= finding.numbers();
                        default -> resets++;
                    }
                }
            } catch (RejectedException e) {
                assertThat(e.reason()).isEqualTo(ReasonCode.MISSING_FIELD);
                dead++;
            }
        }
        return new Counts(stored, duplicates, dead, missing, resets);
    }

    /** Knows the reset by its date, and nothing of sessions, windows or times. */
    private static Counts oracle(List<Uplink> uplinks) {
        Set<List<Object>> seen = new HashSet<>();
        int duplicates = 0;
        int dead = 0;
        for (Uplink uplink : uplinks) {
            if (uplink.metrics().isEmpty()) {
                dead++;
            } else if (!seen.add(List.of(uplink.millis() > RESET, uplink.sequence()))) {
                duplicates++;
            }
        }
        long missing = missing(seen, false) + missing(seen, true);
        boolean spansTheReset = seen.stream().map(key -> key.get(0)).distinct().count() > 1;
        return new Counts(seen.size(), duplicates, dead, missing, spansTheReset ? 1 : 0);
    }

    /** Numbers between the least and the greatest frame of a session that were not decoded. */
    private static long missing(Set<List<Object>> seen, boolean afterTheReset) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (List<Object> key : seen) {
            if (key.get(0).equals(afterTheReset)) {
                numbers.add((Long) key.get(1));
            }
        }
        return numbers.isEmpty() ? 0 : numbers.last() - numbers.first() + 1 - numbers.size();
    }

    private List<Uplink> first() throws IOException {
        return Recording.read(folder.resolve("ems-tourperret-A81758FFFE04B1C1.ndjson.gz"));
    }

    private List<Uplink> second() throws IOException {
        return Recording.read(folder.resolve("ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz"));
    }
}
