package io.fleetstream.jobs.timescale.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusParserTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsAFullMessage() throws Exception {
        assertThat(
                        parse(
                                "{\"status\":\"online\",\"ts\":1772366400000,\"battery\":87,"
                                        + "\"signal\":-61,\"firmware\":\"1.4.2\"}"))
                .isEqualTo(new StatusRow("d1", RECEIVED, "online", 87.0, -61.0, RECEIVED, 3, 17));
    }

    @Test
    void readsALastWill() throws Exception {
        assertThat(parse("{\"status\":\"offline\",\"reason\":\"connection-lost\"}"))
                .isEqualTo(new StatusRow("d1", RECEIVED, "offline", null, null, null, 3, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", " Online\n", "\"online\"", "{\"status\":\"ONLINE\"}"})
    void readsBareWords(String payload) throws Exception {
        assertThat(parse(payload).status()).isEqualTo("online");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1772366400", "1772366400000", "1772366400000000", "1772366400000000000"})
    void guessesTheUnitOfTime(String ts) throws Exception {
        assertThat(parse("{\"status\":\"online\",\"ts\":" + ts + "}").deviceTime())
                .isEqualTo(RECEIVED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maybe | NOT_JSON |",
                "{ | NOT_JSON |",
                "[] | WRONG_TYPE | ''",
                "{} | MISSING_FIELD | /status",
                "{\"status\":null} | MISSING_FIELD | /status",
                "{\"status\":1} | WRONG_TYPE | /status",
                "{\"status\":\"onl\u0131ne\"} | OUT_OF_ENUM | /status",
                "{\"status\":\"asleep\"} | OUT_OF_ENUM | /status"
            })
    void saysWhatIsWrong(String payload, ReasonCode reason, String path) {
        assertThatThrownBy(() -> parse(payload))
                .isInstanceOfSatisfying(
                        UnusableStatusException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.path()).isEqualTo(path);
                        });
    }

    @Test
    void refusesNothingAtAll() {
        assertThatThrownBy(() -> StatusParser.parse("d1", RECEIVED, null, 3, 17))
                .isInstanceOfSatisfying(
                        UnusableStatusException.class,
                        e -> assertThat(e.reason()).isEqualTo(ReasonCode.UNREADABLE_RECORD));
        assertThatThrownBy(() -> parse("")).isInstanceOf(UnusableStatusException.class);
    }

    private static StatusRow parse(String payload) throws UnusableStatusException {
        return StatusParser.parse("d1", RECEIVED, payload.getBytes(StandardCharsets.UTF_8), 3, 17);
    }
}
