package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Sections;
import io.fleetstream.connectors.parquet.staging.Stager;
import io.fleetstream.schemas.ArchivedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is started again with other subtasks; every lane finds one. */
@SuppressWarnings("try") // the harness may throw anything when it is closed
class RescaleTest {
    private static final int LANES = 4;
    private static final int BEFORE = 2;

    @TempDir private Path archive;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void publishesOnceWhatWasStagedByOtherSubtasks(int after) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < BEFORE; subtask++) {
            try (var harness = harness(BEFORE, subtask)) {
                harness.setup(VoidSerializer.INSTANCE);
                harness.open();
                for (List<Section> file : staged(subtask)) {
                    int lane = file.get(0).lane();
                    if (lane % BEFORE == subtask) {
                        harness.processElement(Tuple2.of(lane, Sections.write(file)), 0);
                    }
                }
                states.add(harness.snapshot(1, 1));
            }
        }
        OperatorSubtaskState whole =
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new));
        for (int subtask = 0; subtask < after; subtask++) {
            OperatorSubtaskState own =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            whole, LANES * 10, BEFORE, after, subtask);
            try (var harness = harness(after, subtask)) {
                harness.setup(VoidSerializer.INSTANCE);
                harness.initializeState(own);
                harness.open();
                harness.endInput();
                harness.snapshot(2, 2);
                harness.notifyOfCompletedCheckpoint(2);
            }
        }

        List<Measured> published = MeasuredFiles.rows(archive);
        assertThat(published).hasSize(400).doesNotHaveDuplicates();
    }

    /** 400 rows in all; each subtask is given those of its own lanes. */
    private List<List<Section>> staged(int subtask) throws Exception {
        String directory = archive.toUri() + "_staging/scope=test/measured/";
        Stager<Measured> stager =
                new Stager<>(
                        new MeasuredType(),
                        LANES,
                        Long.MAX_VALUE,
                        () -> StagedNames.next(directory, 1, UUID.randomUUID()),
                        () -> 1);
        for (int i = 0; i < 400; i++) {
            stager.add(Measured.of("o" + i % 40, "d" + subtask, i, "m", i));
        }
        return stager.flush();
    }

    private OneInputStreamOperatorTestHarness<Tuple2<Integer, byte[]>, Void> harness(
            int parallelism, int subtask) throws Exception {
        ArchiveSettings settings =
                new ArchiveSettings(
                        archive.toUri(),
                        "test",
                        LANES,
                        1,
                        1 << 20,
                        Long.MAX_VALUE / 2,
                        Long.MAX_VALUE / 2,
                        false);
        return new OneInputStreamOperatorTestHarness<>(
                new PublishOperator(new MeasuredType(), settings, Silent::new),
                LANES * 10,
                parallelism,
                subtask);
    }

    private static final class Silent implements FileAnnouncer {
        @Override
        public void announce(ArchivedFile file) {}

        @Override
        public void close() {}
    }
}
