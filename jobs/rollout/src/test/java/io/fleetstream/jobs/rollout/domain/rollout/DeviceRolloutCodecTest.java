package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRolloutCodecTest {
    @Test
    void readsWhatItWrote() {
        DeviceRollout plain = DeviceRollout.outside(0);
        DeviceRollout full =
                new DeviceRollout(
                        3,
                        DeviceRollout.Phase.TIMED_OUT,
                        DeviceStep.Order.ROLLBACK,
                        new DeviceTrial(
                                1,
                                2,
                                3,
                                4,
                                List.of(5L, 6L),
                                List.of(List.of(7L), List.of()),
                                List.of(8L, DeviceTrial.NEVER),
                                List.of(9L)));

        assertThat(DeviceRolloutCodec.read(DeviceRolloutCodec.write(plain))).isEqualTo(plain);
        assertThat(DeviceRolloutCodec.read(DeviceRolloutCodec.write(full))).isEqualTo(full);
        assertThat(DeviceRolloutCodec.write(plain).length).isLessThan(60);
    }
}
