package io.fleetstream.bridge.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress(10);

    @Test
    void commitsUpToTheFirstThatIsNotFinished() {
        PartitionProgress.Step first = progress.begin(10);
        PartitionProgress.Step second = progress.begin(11);
        PartitionProgress.Step third = progress.begin(15);

        assertThat(progress.toCommit()).isEqualTo(-1);
        progress.finish(second);
        assertThat(progress.toCommit()).isEqualTo(-1);
        progress.finish(first);
        assertThat(progress.toCommit()).isEqualTo(12);
        progress.finish(third);
        assertThat(progress.toCommit()).isEqualTo(16);
    }

    @Test
    void hasNothingToCommitTwice() {
        progress.finish(progress.begin(10));
        progress.committed(11);

        assertThat(progress.toCommit()).isEqualTo(-1);
    }

    @Test
    void readsAgainWhatWasNotFinished() {
        PartitionProgress.Step lost = progress.begin(10);
        PartitionProgress.Step done = progress.begin(11);
        progress.finish(done);

        assertThat(progress.rewind()).isEqualTo(10);
        // Late news of the old connection change nothing.
        progress.finish(lost);
        assertThat(progress.rewind()).isEqualTo(10);
        progress.finish(progress.begin(10));
        assertThat(progress.toCommit()).isEqualTo(11);
    }

    @Test
    void forgetsAStepThatWasCancelled() {
        PartitionProgress.Step first = progress.begin(10);
        progress.cancel(progress.begin(11));

        progress.finish(first);

        assertThat(progress.toCommit()).isEqualTo(11);
    }
}
