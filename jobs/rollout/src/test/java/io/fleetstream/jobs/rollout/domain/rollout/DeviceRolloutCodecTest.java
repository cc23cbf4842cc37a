package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
                                10,
                                3,
                                4,
                                List.of(5L, 6L),
                                List.of(List.of(7L), List.of()),
                                List.of(8L, DeviceTrial.NEVER),
                                List.of(9L)));

        assertThat(DeviceRolloutCodec.read(DeviceRolloutCodec.write(plain))).isEqualTo(plain);
        assertThat(DeviceRolloutCodec.read(DeviceRolloutCodec.write(full))).isEqualTo(full);
        assertThat(DeviceRolloutCodec.write(plain).length).isLessThan(64);
    }

    @Test
    void readsWhatWasWrittenBeforeBeginningsWere() {
        // version 1: epoch 1, SUCCEEDED, eligible 1, treated 2, updated 3, left never, nothing else
        ByteBuffer bytes = ByteBuffer.allocate(64);
        bytes.put((byte) 1).putInt(1);
        bytes.putShort((short) 9).put("SUCCEEDED".getBytes(StandardCharsets.UTF_8));
        bytes.putShort((short) 0);
        bytes.putLong(1).putLong(2).putLong(3).putLong(DeviceTrial.NEVER);
        bytes.put(new byte[4]);

        DeviceTrial trial =
                DeviceRolloutCodec.read(Arrays.copyOf(bytes.array(), bytes.position())).trial();

        assertThat(trial)
                .isEqualTo(
                        new DeviceTrial(
                                1,
                                2,
                                DeviceTrial.NEVER,
                                3,
                                DeviceTrial.NEVER,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()));
    }
}
