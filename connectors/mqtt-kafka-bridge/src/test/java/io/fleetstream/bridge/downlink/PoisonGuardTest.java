package io.fleetstream.bridge.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.mqtt.LinkLoss;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PoisonGuardTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final LinkLoss PROTOCOL_ERROR = new LinkLoss(true, 130, "as configured");

    private final PoisonGuard guard = new PoisonGuard();

    @Test
    void findsTheRecordTheBrokerDisconnectsFor() {
        assertThat(guard.connectionEnded(PROTOCOL_ERROR, 2)).isNull();
        assertThat(guard.isCautious()).isTrue();
        guard.sendingAlone(PARTITION, 7);
        guard.acknowledgedAlone();
        guard.sendingAlone(PARTITION, 8);

        assertThat(guard.connectionEnded(PROTOCOL_ERROR, 1))
                .isEqualTo(new PoisonGuard.Suspect(PARTITION, 8));
        assertThat(guard.isCautious()).isFalse();
    }

    @Test
    void blamesNoRecordForALostConnection() {
        guard.connectionEnded(PROTOCOL_ERROR, 1);
        guard.sendingAlone(PARTITION, 7);

        assertThat(guard.connectionEnded(new LinkLoss(false, 32109, "cable"), 1)).isNull();
        guard.sendingAlone(PARTITION, 7);
        assertThat(guard.connectionEnded(new LinkLoss(true, 139, "shutting down"), 1)).isNull();
        guard.sendingAlone(PARTITION, 7);
        assertThat(guard.connectionEnded(null, 1)).isNull();
        assertThat(guard.isCautious()).isTrue();
    }

    @Test
    void isNotCautiousAfterAnOrdinaryLoss() {
        guard.connectionEnded(new LinkLoss(false, 32109, "cable"), 10);

        assertThat(guard.isCautious()).isFalse();
    }
}
