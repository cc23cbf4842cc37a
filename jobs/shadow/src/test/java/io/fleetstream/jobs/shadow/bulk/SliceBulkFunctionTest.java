package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.shadow.Harnesses;
import io.fleetstream.jobs.shadow.state.BulkArrival;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SliceBulkFunctionTest {
    private long clock = 1_000_000;

    @Test
    void goesToEverySliceOnceOneRequestAfterTheOther() throws Exception {
        try (Harness job = open()) {
            job.bulk(BulkRows.shadow("b1", "device=*", 100));
            job.bulk(BulkRows.shadow("b2", "device=*", 101));
            assertThat(job.slices()).as("nothing at once").isEmpty();
            List<String> seen = drain(job);
            List<String> expected = new ArrayList<>();
            for (String id : List.of("b1", "b2")) {
                IntStream.range(0, Slices.COUNT).forEach(slice -> expected.add(id + " " + slice));
            }
            assertThat(seen).isEqualTo(expected);
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void takesFewSlicesAtATime() throws Exception {
        try (Harness job = open()) {
            job.bulk(BulkRows.shadow("b1", "device=*", 100));
            tick(job, 1);
            assertThat(job.slices()).hasSizeBetween(1, 8);
        }
    }

    @Test
    void goesOnWhereACheckpointFoundIt() throws Exception {
        List<String> seen = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness job = open()) {
            job.bulk(BulkRows.shadow("b1", "device=*", 100));
            job.bulk(BulkRows.shadow("b2", "device=*", 101));
            for (int i = 0; i < 7; i++) {
                tick(job, 1);
            }
            seen.addAll(job.slices());
            snapshot = job.snapshot();
        }
        try (Harness job = open(snapshot)) {
            seen.addAll(drain(job));
        }
        assertThat(seen).hasSize(2 * Slices.COUNT).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo("b1 0");
        assertThat(seen.get(2 * Slices.COUNT - 1)).isEqualTo("b2 " + (Slices.COUNT - 1));
    }

    @Test
    void dropsWhatItHasSeenUntilItIsForgotten() throws Exception {
        try (Harness job = open()) {
            job.bulk(BulkRows.shadow("b1", "device=*", 100));
            assertThat(drain(job)).hasSize(Slices.COUNT);
            job.bulk(BulkRows.shadow("b1", "device=*", 150));
            assertThat(drain(job)).isEmpty();
            job.bulk(BulkRows.shadow("b2", "device=*", 3800));
            assertThat(drain(job)).hasSize(Slices.COUNT);
            job.bulk(BulkRows.shadow("b1", "device=*", 3801));
            assertThat(drain(job)).hasSize(Slices.COUNT);
        }
    }

    @Test
    void waitsForRowsThatWereWrittenBeforeTheRequest() throws Exception {
        try (Harness job = new Harness(null)) {
            job.time(clock);
            job.bulk(BulkRows.shadow("b1", "device=*", 100));
            for (int second = 0; second < 60; second++) {
                job.rowRead(99, clock);
                tick(job, 1_000);
            }
            assertThat(job.slices()).as("while the registry is read").isEmpty();
            for (int second = 0; second < 20; second++) {
                job.rowRead(101, clock);
                tick(job, 1_000);
            }
            assertThat(job.slices()).as("younger rows hold nothing up").isNotEmpty();
        }
    }

    @Test
    void holdsNothingUpForRowsThatAreReadAsTheyAreWritten() throws Exception {
        try (Harness job = open()) {
            for (int second = 0; second < 10; second++) {
                job.rowRead(clock / 1_000, clock);
                tick(job, 1_000);
            }
            job.bulk(BulkRows.shadow("b1", "device=*", clock / 1_000));
            tick(job, 1);
            assertThat(job.slices()).isNotEmpty();
        }
    }

    @Test
    void losesNoneOfManyThatCameBeforeTheRegistryAndPacesThem() throws Exception {
        int many = 40;
        List<String> first = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness job = new Harness(null)) {
            job.time(clock);
            for (int i = 0; i < many; i++) {
                job.bulk(BulkRows.shadow("b" + i, "device=*", 100 + i));
                job.rowRead(10, clock);
            }
            assertThat(job.slices()).isEmpty();
            snapshot = job.snapshot();
        }
        try (Harness job = open(snapshot)) {
            while (job.timers() > 0) {
                tick(job, 1);
                for (String slice : job.slices()) {
                    if (slice.endsWith(" 0")) {
                        first.add(slice);
                        times.add(clock);
                    }
                }
            }
            assertThat(job.deadLetters()).isEmpty();
        }
        assertThat(first)
                .isEqualTo(IntStream.range(0, many).mapToObj(i -> "b" + i + " 0").toList());
        for (int i = FanOutBulkFunction.MOST_APPLIED; i < many; i++) {
            long eldest = times.get(i - FanOutBulkFunction.MOST_APPLIED);
            assertThat(times.get(i) - eldest).isGreaterThanOrEqualTo(10_000);
        }
    }

    @Test
    void refusesWhatItHasNoRoomForAndTakesItLater() throws Exception {
        try (Harness job = new Harness(null)) {
            job.time(clock);
            for (int i = 0; i < SliceBulkFunction.MOST_WAITING; i++) {
                job.bulk(BulkRows.shadow("b" + i, "device=*", 100));
            }
            assertThat(job.deadLetters()).isEmpty();
            job.bulk(BulkRows.shadow("over", "device=*", 100));
            assertThat(job.deadLetters())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.getReason()).isEqualTo(ReasonCode.RATE_LIMITED);
                                assertThat(letter.getSourceTopic()).isEqualTo(Topics.DEVICE_BULK);
                                assertThat(letter.getSourcePartition()).isEqualTo(3);
                                assertThat(letter.getSourceOffset()).isEqualTo(7);
                                assertThat(letter.getRawValue().remaining()).isEqualTo(1);
                            });
            tick(job, RegistryGate.PAUSE_MILLIS);
            while (job.slices().stream().noneMatch(("b0 " + (Slices.COUNT - 1))::equals)) {
                tick(job, 1);
            }
            job.bulk(BulkRows.shadow("over", "device=*", 100));
            assertThat(job.deadLetters()).as("replayed").hasSize(1);
        }
    }

    private List<String> drain(Harness job) throws Exception {
        for (int i = 0; i < 4 * Slices.COUNT && job.timers() > 0; i++) {
            tick(job, 1);
        }
        return job.slices();
    }

    private void tick(Harness job, long millis) throws Exception {
        clock += millis;
        job.time(clock);
    }

    /** The registry has been read. */
    private Harness open() throws Exception {
        return open(null);
    }

    private Harness open(OperatorSubtaskState restored) throws Exception {
        Harness job = new Harness(restored);
        // the first thing it hears of
        job.rowRead(0, clock);
        tick(job, RegistryGate.PAUSE_MILLIS);
        return job;
    }

    private static final class Harness implements AutoCloseable {
        private final KeyedTwoInputStreamOperatorTestHarness<Integer, BulkArrival, Long, BulkSlice>
                harness;

        Harness(OperatorSubtaskState restored) throws Exception {
            harness =
                    new KeyedTwoInputStreamOperatorTestHarness<>(
                            new KeyedCoProcessOperator<>(
                                    new SliceBulkFunction(
                                            Duration.ofHours(1),
                                            new DeadLetters("shadow", "slice-bulk"))),
                            bulk -> 0,
                            row -> 0,
                            Types.INT);
            harness.setup();
            if (restored != null) {
                harness.initializeState(restored);
            }
            harness.open();
        }

        void bulk(BulkRow bulk) throws Exception {
            byte[] id = bulk.bulkId().getBytes(StandardCharsets.UTF_8);
            harness.processElement1(
                    new StreamRecord<>(new BulkArrival(bulk, 3, 7, 9, id, new byte[] {1})));
        }

        /** A row that was written at that second is read at that time. */
        void rowRead(long writtenAt, long millis) throws Exception {
            harness.setProcessingTime(millis);
            harness.processElement2(new StreamRecord<>(writtenAt * 1_000_000));
        }

        void time(long millis) throws Exception {
            harness.setProcessingTime(millis);
        }

        int timers() {
            return harness.numProcessingTimeTimers();
        }

        /** Since the last call: request and slice. */
        List<String> slices() {
            List<String> slices =
                    harness.extractOutputValues().stream()
                            .map(slice -> slice.bulk().bulkId() + " " + slice.slice())
                            .toList();
            harness.getOutput().clear();
            return slices;
        }

        List<DeadLetter> deadLetters() {
            return Harnesses.values(harness.getSideOutput(DeadLetters.TAG));
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        @Override
        public void close() {
            Harnesses.close(harness);
        }
    }
}
