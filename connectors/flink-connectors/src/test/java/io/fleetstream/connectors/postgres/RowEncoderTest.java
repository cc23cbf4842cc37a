package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEncoderTest {
    private final RowEncoder encoder = new RowEncoder();

    static Stream<Consumer<RowEncoder>> nulls() {
        return Stream.of(
                out -> out.text(null),
                out -> out.json(null),
                out -> out.bytes(null),
                out -> out.bigint(null),
                out -> out.integer(null),
                out -> out.number(null),
                out -> out.flag(null),
                out -> out.instant(null));
    }

    @Test
    void countsColumns() {
        encoder.begin(300);

        assertThat(hex()).isEqualTo("012c");
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void writesANullAsLengthMinusOne(Consumer<RowEncoder> put) {
        put.accept(encoder);

        assertThat(hex()).isEqualTo("ffffffff");
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0000000161",
        "'', 00000000",
        "ä€, 00000005c3a4e282ac",
        "\uD83D\uDE80, 00000004f09f9a80",
        "a\0b, 00000003610062"
    })
    void writesTextAsUtf8(String text, String expected) {
        encoder.text(text);

        assertThat(hex()).isEqualTo(expected);
    }

    @Test
    void growsForTextLongerThanTheBuffer() {
        String ascii = "x".repeat(100_000);
        String other = "é".repeat(200_000);

        encoder.text(ascii);
        encoder.text(other);

        assertThat(encoder.position()).isEqualTo(4 + 100_000 + 4 + 400_000);
        assertThat(new String(encoder.bytes(), 100_008, 400_000, StandardCharsets.UTF_8))
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 000000080000000000000000",
        "-1, 00000008ffffffffffffffff",
        "9223372036854775807, 000000087fffffffffffffff",
        "-9223372036854775808, 000000088000000000000000"
    })
    void writesBigints(long value, String expected) {
        encoder.bigint(value);

        assertThat(hex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0000000400000001", "-2147483648, 0000000480000000"})
    void writesIntegers(int value, String expected) {
        encoder.integer(value);

        assertThat(hex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 000000083ff8000000000000",
        "-0.0, 000000088000000000000000",
        "NaN, 000000087ff8000000000000",
        "Infinity, 000000087ff0000000000000",
        "-Infinity, 00000008fff0000000000000",
        "4.9E-324, 000000080000000000000001"
    })
    void writesNumbersThatAreNoneToo(double value, String expected) {
        encoder.number(value);

        assertThat(hex()).isEqualTo(expected);
    }

    @Test
    void writesFlagsBytesAndJson() {
        encoder.flag(true);
        encoder.flag(false);
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);
        encoder.bytes(value);
        encoder.json("{}");

        assertThat(hex())
                .isEqualTo("0000000101" + "0000000100" + "000000020102" + "00000003017b7d");
        assertThat(value.remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, 0",
        "2000-01-01T00:00:00.000001999Z, 1",
        "1999-12-31T23:59:59.999999Z, -1",
        "1970-01-01T00:00:00Z, -946684800000000",
        "-4713-11-24T00:00:00Z, -211813488000000000",
        "+294276-12-31T23:59:59.999999Z, 9223371331199999999"
    })
    void writesInstantsAsMicrosecondsSinceTheYear2000(Instant instant, long micros) {
        encoder.instant(instant);

        assertThat(ByteBuffer.wrap(encoder.bytes()).getLong(4)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-4713-11-23T23:59:59.999999Z",
                "+294277-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void refusesYearsNoTimestampReaches(Instant instant) {
        assertThatThrownBy(() -> encoder.instant(instant))
                .isInstanceOf(UnencodableValueException.class)
                .hasMessage("SQLSTATE 22008");
        assertThat(encoder.position()).isZero();
    }

    private String hex() {
        return HexFormat.of().formatHex(Arrays.copyOf(encoder.bytes(), encoder.position()));
    }
}
