package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.state.RowChange;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing the harness may be interrupted, as it says
class RegistryPulseFunctionTest {
    @Test
    void tellsOfEveryRowThatIsOlderThanThoseBeforeAndOfOthersNowAndThen() throws Exception {
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new RegistryPulseFunction())) {
            harness.setProcessingTime(1_000);
            for (long second : new long[] {50, 60, 40, 45, 70, 40}) {
                harness.processElement(BulkRows.device("d" + second, "plant-1", second), 0);
            }
            harness.processElement(RowChange.registry("gone", null), 0);
            assertThat(harness.extractOutputValues()).containsExactly(50_000_000L, 40_000_000L);
            harness.setProcessingTime(1_500);
            harness.processElement(BulkRows.firmware("d1", "2", 70), 0);
            harness.processElement(BulkRows.firmware("d2", "2", 71), 0);
            assertThat(harness.extractOutputValues())
                    .containsExactly(50_000_000L, 40_000_000L, 70_000_000L);
        }
    }
}
