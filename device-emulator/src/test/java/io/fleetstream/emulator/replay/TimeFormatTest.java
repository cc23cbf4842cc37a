package io.fleetstream.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "epoch-s,  1700000000,           2023-11-14T22:13:20Z",
        "epoch-s,  1700000000.25,        2023-11-14T22:13:20.250Z",
        "epoch-ms, 1700000000001,        2023-11-14T22:13:20.001Z",
        "epoch-us, 1700000000000001,     2023-11-14T22:13:20.000001Z",
        "epoch-ns, 1700000000000000001,  2023-11-14T22:13:20.000000001Z",
        "epoch-s,  -1,                   1969-12-31T23:59:59Z",
        "iso,      2023-11-14T23:13:20+01:00, 2023-11-14T22:13:20Z",
        "iso,      2023-11-14T22:13:20.5Z,    2023-11-14T22:13:20.500Z",
        "yyyy-MM-dd HH:mm:ss, 2023-11-14 23:13:20, 2023-11-14T22:13:20Z"
    })
    void readsAllForms(String format, String text, Instant expected) {
        assertThat(TimeFormat.of(format, PARIS).parse(TextNode.valueOf(text))).contains(expected);
    }

    @Test
    void numbersNeedNoQuotes() {
        BigDecimal seconds = new BigDecimal("1700000000.123456789");
        assertThat(TimeFormat.of("epoch-s", PARIS).parse(DecimalNode.valueOf(seconds)))
                .contains(Instant.parse("2023-11-14T22:13:20.123456789Z"));
    }

    @ParameterizedTest
    @CsvSource({"epoch-s, soon", "epoch-s, 1e30", "iso, 2023-11-14", "yyyy, 14"})
    void whatIsNoTimeIsNone(String format, String text) {
        assertThat(TimeFormat.of(format, PARIS).parse(TextNode.valueOf(text))).isEmpty();
        assertThat(TimeFormat.of(format, PARIS).parse(BooleanNode.TRUE)).isEmpty();
    }
}
