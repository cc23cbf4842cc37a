package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing the harness may be interrupted, as it says
class SliceBulkFunctionTest {
    private long clock = 1;

    @Test
    void goesToEverySliceOnceOneRequestAfterTheOther() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(BulkRows.shadow("b1", "device=*", 100), 0);
            harness.processElement(BulkRows.shadow("b2", "device=*", 101), 0);
            assertThat(harness.extractOutputValues()).as("nothing at once").isEmpty();
            List<String> seen = drain(harness);
            List<String> expected = new ArrayList<>();
            for (String id : List.of("b1", "b2")) {
                IntStream.range(0, Slices.COUNT).forEach(slice -> expected.add(id + " " + slice));
            }
            assertThat(seen).isEqualTo(expected);
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void takesFewSlicesAtATime() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(BulkRows.shadow("b1", "device=*", 100), 0);
            harness.setProcessingTime(++clock);
            assertThat(harness.extractOutputValues()).hasSizeBetween(1, 8);
        }
    }

    @Test
    void goesOnWhereACheckpointFoundIt() throws Exception {
        List<String> seen = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var harness = harness(null)) {
            harness.processElement(BulkRows.shadow("b1", "device=*", 100), 0);
            harness.processElement(BulkRows.shadow("b2", "device=*", 101), 0);
            for (int i = 0; i < 7; i++) {
                harness.setProcessingTime(++clock);
            }
            seen.addAll(read(harness));
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(snapshot)) {
            seen.addAll(drain(harness));
        }
        assertThat(seen).hasSize(2 * Slices.COUNT).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo("b1 0");
        assertThat(seen.get(2 * Slices.COUNT - 1)).isEqualTo("b2 " + (Slices.COUNT - 1));
    }

    @Test
    void dropsWhatItHasSeenUntilItIsForgotten() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(BulkRows.shadow("b1", "device=*", 100), 0);
            assertThat(drain(harness)).hasSize(Slices.COUNT);
            harness.processElement(BulkRows.shadow("b1", "device=*", 150), 0);
            assertThat(drain(harness)).isEmpty();
            harness.processElement(BulkRows.shadow("b2", "device=*", 3800), 0);
            assertThat(drain(harness)).hasSize(Slices.COUNT);
            harness.processElement(BulkRows.shadow("b1", "device=*", 3801), 0);
            assertThat(drain(harness)).hasSize(Slices.COUNT);
        }
    }

    private List<String> drain(
            KeyedOneInputStreamOperatorTestHarness<Integer, BulkRow, BulkSlice> harness)
            throws Exception {
        for (int i = 0; i < 4 * Slices.COUNT && harness.numProcessingTimeTimers() > 0; i++) {
            harness.setProcessingTime(++clock);
        }
        return read(harness);
    }

    private static List<String> read(
            KeyedOneInputStreamOperatorTestHarness<Integer, BulkRow, BulkSlice> harness) {
        List<String> slices =
                harness.extractOutputValues().stream()
                        .map(slice -> slice.bulk().bulkId() + " " + slice.slice())
                        .toList();
        harness.getOutput().clear();
        return slices;
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, BulkRow, BulkSlice> harness(
            OperatorSubtaskState restored) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new SliceBulkFunction(Duration.ofHours(1))),
                        bulk -> 0,
                        Types.INT);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }
}
