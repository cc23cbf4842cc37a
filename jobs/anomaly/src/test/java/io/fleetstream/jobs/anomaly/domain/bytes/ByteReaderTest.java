package io.fleetstream.jobs.anomaly.domain.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
    void readsNumbersOfAnySize(long number) {
        byte[] bytes = new ByteWriter().putSigned(number).putUnsigned(number).toBytes();
        ByteReader in = new ByteReader(bytes);
        assertThat(in.getSigned()).isEqualTo(number);
        assertThat(in.getUnsigned()).isEqualTo(number);
        assertThat(in.isAtEnd()).isTrue();
    }

    @Test
    void keepsSmallNumbersSmall() {
        assertThat(new ByteWriter().putSigned(-64).putUnsigned(127).toBytes()).hasSize(2);
    }

    @Test
    void readsTextsBytesAndFractions() {
        ByteWriter out = new ByteWriter().putText("Grüße").putBytes(new byte[] {1, 2});
        ByteReader in = new ByteReader(out.putDouble(-0.1).put(200).toBytes());
        assertThat(in.getText()).isEqualTo("Grüße");
        assertThat(in.getBytes()).containsExactly(1, 2);
        assertThat(in.getDouble()).isEqualTo(-0.1);
        assertThat(in.get()).isEqualTo(200);
    }

    @Test
    void refusesWhatEndsTooEarly() {
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(new byte[0]).get());
        assertThatIllegalStateException()
                .isThrownBy(() -> new ByteReader(new byte[] {5, 1}).getBytes());
        assertThatIllegalStateException()
                .isThrownBy(() -> new ByteReader(new byte[] {-1, -1}).getUnsigned());
    }

    /** Whatever the bytes are, it ends, and by the one exception that says what is wrong. */
    @Test
    void endsOnAnyBytes() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            ByteReader in = new ByteReader(bytes);
            try {
                while (!in.isAtEnd()) {
                    switch (random.nextInt(4)) {
                        case 0 -> in.getText();
                        case 1 -> in.getSigned();
                        case 2 -> in.getCount();
                        default -> in.getDouble();
                    }
                }
            } catch (IllegalStateException e) {
                assertThat(e).as("seed %d", seed).hasMessageStartingWith("state ");
            }
        }
    }
}
