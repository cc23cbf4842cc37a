package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // readers are closed by Flink
class BurstReaderTest {
    private final Queue<InputStatus> script = new ArrayDeque<>();
    private final List<Long> emitted = new ArrayList<>();
    private final BurstReader<Long, NumberSequenceSplit> reader =
            new BurstReader<>(new ScriptedReader());

    @Test
    void handsOnAsLongAsThereIsMore() throws Exception {
        for (int i = 0; i < 9; i++) {
            script.add(InputStatus.MORE_AVAILABLE);
        }
        script.add(InputStatus.NOTHING_AVAILABLE);
        script.add(InputStatus.MORE_AVAILABLE);

        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(emitted).hasSize(10);
    }

    @Test
    void letsOthersInAfterABurst() throws Exception {
        script.addAll(Collections.nCopies(200, InputStatus.MORE_AVAILABLE));

        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(emitted).hasSize(BurstReader.LONGEST);
    }

    @Test
    void endsWithTheInput() throws Exception {
        script.add(InputStatus.MORE_AVAILABLE);
        script.add(InputStatus.END_OF_INPUT);

        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(script).isEmpty();
    }

    private final class ScriptedReader implements SourceReader<Long, NumberSequenceSplit> {
        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            emitted.add((long) emitted.size());
            return script.remove();
        }

        @Override
        public List<NumberSequenceSplit> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<NumberSequenceSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
