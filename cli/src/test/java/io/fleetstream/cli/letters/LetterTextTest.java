package io.fleetstream.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTextTest {
    @Test
    void showsAPayloadOfTextAsItIs() {
        DeadLetter letter = TestLetters.letter(ReasonCode.WRONG_TYPE, "d1", 7);
        letter.setRawValue(TestLetters.utf8("{\n  \"größe\": \"21 °C\"\n}"));

        assertThat(LetterText.of(TestLetters.found(letter, 5)))
                .contains("id           telemetry.raw/1/7/0\n")
                .contains("reason       WRONG_TYPE\n")
                .contains("  received-at: 1772366400000000\n")
                .contains("dead letter  partition 0, offset 5\n")
                .endsWith("{\n  \"größe\": \"21 °C\"\n}\n");
    }

    @Test
    void showsOtherBytesInHex() {
        DeadLetter letter = TestLetters.letter(ReasonCode.NOT_UTF8, "d1", 7);
        byte[] bytes = new byte[18];
        bytes[0] = (byte) 0xFF;
        bytes[1] = 'A';
        letter.setRawValue(ByteBuffer.wrap(bytes));

        assertThat(LetterText.of(TestLetters.found(letter, 5)))
                .contains("payload      18 bytes\n")
                .contains(
                        "00000000  ff 41 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                                + " |.A..............|")
                .contains("00000010  00 00 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B[31mred", "a\u0000b", "a\u202Eb", "\u009B1m"})
    void letsNothingThroughThatMovesTheCursor(String evil) {
        DeadLetter letter = TestLetters.letter(ReasonCode.NOT_JSON, "d1", 7);
        letter.setRawValue(TestLetters.utf8(evil));
        letter.setMessage(evil);
        letter.setPath(evil);
        letter.setHeaders(java.util.List.of(TestLetters.header(evil, evil)));

        assertThat(LetterText.of(TestLetters.found(letter, 5)))
                .doesNotContain("\u001B", "\u0000", "\u202E", "\u009B");
    }

    @Test
    void readsIdsWithAndWithoutIndex() {
        assertThat(LetterId.parse("telemetry.raw/1/7/2"))
                .contains(new LetterId("telemetry.raw", 1, 7, 2));
        assertThat(LetterId.parse("telemetry.raw/1/7"))
                .contains(new LetterId("telemetry.raw", 1, 7, 0));
        assertThat(LetterId.parse("1:7")).isEmpty();
        assertThat(LetterId.parse("a/99999999999/1/0")).isEmpty();
    }
}
