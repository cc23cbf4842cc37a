package io.fleetstream.jobs.ingest.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.payload.MessageParser;
import io.fleetstream.jobs.ingest.domain.sequence.Filtered;
import io.fleetstream.jobs.ingest.domain.sequence.RepeatFilter;
import io.fleetstream.jobs.ingest.domain.sequence.Verdict;
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
    private record Counts(int stored, int duplicates, int dead) {}

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
        assertThat(replayAsTheOracleSays(first())).isEqualTo(new Counts(10_630, 1_983, 1));
    }

    @Test
    void accountsForEveryLineOfTheSecondRecording() throws IOException {
        assertThat(replayAsTheOracleSays(second())).isEqualTo(new Counts(6_605, 30, 13_716));
    }

    @Test
    void countsTheOverlapOfBothAsRepeats() throws IOException {
        List<Uplink> both = new ArrayList<>(first());
        both.addAll(second());
        assertThat(replayAsTheOracleSays(both)).isEqualTo(new Counts(10_964, 8_284, 13_717));
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
        for (Uplink uplink : uplinks) {
            try {
                Filtered filtered = RepeatFilter.judge(history, parser.parse(uplink.message()));
                history = filtered.history();
                stored += filtered.isDuplicate() ? 0 : 1;
                duplicates += filtered.isDuplicate() ? 1 : 0;
                resets += filtered.verdicts().get(0) == Verdict.RESET ? 1 : 0;
            } catch (RejectedException e) {
                assertThat(e.reason()).isEqualTo(ReasonCode.MISSING_FIELD);
                dead++;
            }
        }
        boolean spansTheReset = uplinks.get(0).millis() < RESET;
        assertThat(resets).isEqualTo(spansTheReset ? 1 : 0);
        return new Counts(stored, duplicates, dead);
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
        return new Counts(seen.size(), duplicates, dead);
    }

    private List<Uplink> first() throws IOException {
        return Recording.read(folder.resolve("ems-tourperret-A81758FFFE04B1C1.ndjson.gz"));
    }

    private List<Uplink> second() throws IOException {
        return Recording.read(folder.resolve("ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz"));
    }
}
