package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.ingest.state.DeviceRow;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeviceRowCodecTest {
    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 5_000;

    private final DeviceRowCodec codec = new DeviceRowCodec();

    @Test
    void readsWhatItWroteOverWhateverStoodThere() throws IOException {
        System.out.printf("seed %d%n", SEED);
        DeviceRows rows = new DeviceRows(new Random(SEED));
        byte[] stored = null;
        for (int round = 0; round < ROUNDS; round++) {
            DeviceRow row = rows.next();

            stored = codec.write(row, stored);

            assertThat(codec.read(stored))
                    .as("seed %d, round %d", SEED, round)
                    .usingRecursiveComparison()
                    .isEqualTo(row);
        }
    }

    @Test
    void readsNothingWhereNothingIsStored() throws IOException {
        assertThat(codec.read(null)).isNull();
    }

    @Test
    void keepsTheBytesOfADeviceThatSendsAgain() throws IOException {
        byte[] stored = codec.write(DeviceRows.living(1), null);

        assertThat(codec.write(DeviceRows.living(2), stored)).isSameAs(stored);
        assertThat(stored).isEqualTo(codec.write(DeviceRows.living(2), null));
    }

    @Test
    void leavesBytesThatAreTooShortOrFarTooLong() throws IOException {
        byte[] blank = codec.write(DeviceRow.EMPTY, null);
        byte[] before = blank.clone();
        byte[] living = codec.write(DeviceRows.living(1), blank);

        assertThat(living).hasSizeGreaterThan(blank.length);
        assertThat(blank).isEqualTo(before);
        assertThat(codec.write(DeviceRow.EMPTY, living)).hasSameSizeAs(blank);
    }

    @Test
    void takesTheBytesTheReadmeStates() throws IOException {
        int silent = codec.write(DeviceRows.silent(), null).length;
        int living = codec.write(DeviceRows.living(1), null).length;
        int worst = codec.write(DeviceRows.widest(), null).length;
        System.out.printf("device: silent %d, living %d, worst %d%n", silent, living, worst);

        assertThat(silent).isLessThanOrEqualTo(128);
        assertThat(living).isLessThanOrEqualTo(384);
        assertThat(worst).isLessThanOrEqualTo(6_500);
    }

    @Test
    void refusesAFormatItDoesNotKnow() throws IOException {
        byte[] stored = codec.write(DeviceRow.EMPTY, null);
        stored[0] = 2;

        assertThatThrownBy(() -> codec.read(stored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("knows 1");
    }
}
