package io.fleetstream.jobs.anomaly.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Its round trip is in every other test of the package; here is what changes between versions. */
class AlarmStateCodecTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final AlarmSpec OLD = AlarmSpec.of(Level.atOnce(1), Level.atOnce(3));

    @Test
    void keepsSeveritiesThatTheNewRuleKnows() {
        AlarmState state = read(raised(), AlarmSpec.of(Level.atOnce(3), Level.atOnce(5)));
        assertThat(state.status()).isEqualTo(AlarmStatus.ACTIVE);
        assertThat(state.levels[0].isOn()).isTrue();
        assertThat(state.levels[1].isBlank()).isTrue();
    }

    @Test
    void takesLittleRoom() {
        assertThat(raised().length).isLessThan(48);
    }

    @Test
    void readsTheFormOfTheFirstVersion() {
        byte[] first =
                HexFormat.of()
                        .parseHex(
                                "0102030300403900000000000080c0e285e368010001010100000002030000070000");
        assertThat(HexFormat.of().formatHex(raised())).isEqualTo(HexFormat.of().formatHex(first));
        AlarmState state = read(first, OLD);
        assertThat(state.status()).isEqualTo(AlarmStatus.ACTIVE);
        assertThat(state.raisedAt()).isEqualTo(NOW);
        assertThat(state.value()).isEqualTo(25);
    }

    @Test
    void refusesAnUnknownForm() {
        byte[] bytes = raised();
        bytes[0] = 9;
        assertThatIllegalStateException()
                .isThrownBy(() -> read(bytes, OLD))
                .withMessageContaining("unknown form");
    }

    @Test
    void refusesBytesThatAreCutOff() {
        byte[] bytes = raised();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalStateException().isThrownBy(() -> read(cut, OLD));
        }
    }

    private static byte[] raised() {
        AlarmMachine machine = new AlarmMachine(OLD);
        AlarmState state = machine.newState();
        List<AlarmStep> steps = new ArrayList<>();
        machine.look(state, NOW, 3, 0, 25, ZoneOffset.UTC, steps::add);
        ByteWriter out = new ByteWriter();
        AlarmStateCodec.write(state, OLD, out);
        return out.toBytes();
    }

    private static AlarmState read(byte[] bytes, AlarmSpec spec) {
        return AlarmStateCodec.read(new ByteReader(bytes), spec);
    }
}
