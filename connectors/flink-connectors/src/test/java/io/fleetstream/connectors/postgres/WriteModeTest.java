package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteModeTest {
    private final WriteMode mode = new WriteMode();

    @Test
    void copiesAfterTwoCleanBatches() {
        assertThat(mode.copies()).isFalse();
        mode.upserted(10, 10);
        mode.upserted(10, 9);
        mode.upserted(10, 10);
        assertThat(mode.copies()).isFalse();
        mode.upserted(10, 10);
        assertThat(mode.copies()).isTrue();
    }

    @Test
    void upsertsAfterAConflictAndAfterALostConnection() {
        clean(2);
        mode.conflict();
        assertThat(mode.copies()).isFalse();
        clean(4);
        assertThat(mode.copies()).isTrue();
        mode.uncertain();
        assertThat(mode.copies()).isFalse();
    }

    @Test
    void triesLessOftenWhereCopiesFailSoonUntilALongRunOfThem() {
        clean(2);
        mode.conflict();
        clean(3);
        assertThat(mode.copies()).isFalse();
        clean(1);
        IntStream.range(0, 16).forEach(i -> mode.copied());
        mode.conflict();
        clean(2);
        assertThat(mode.copies()).isTrue();
    }

    @Test
    void neverWaitsLongerThan64Batches() {
        for (int i = 0; i < 10; i++) {
            clean(64);
            assertThat(mode.copies()).isTrue();
            mode.conflict();
        }
    }

    private void clean(int batches) {
        IntStream.range(0, batches).forEach(i -> mode.upserted(5, 5));
    }
}
