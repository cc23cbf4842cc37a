package io.fleetstream.jobs.anomaly.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusMessageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "online; true",
                "Offline; false",
                "\"online\"; true",
                "{\"status\":\"offline\"}; false",
                "{\"battery\":3.1,\"status\":\" ONLINE \"}; true"
            })
    void readsWordsAndObjects(String payload, boolean online) {
        assertThat(isOnline(payload)).contains(online);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "away", "{", "{}", "[1]", "7", "{\"status\":true}", "{\"status\":{}}"})
    void saysNothingOfAnythingElse(String payload) {
        assertThat(isOnline(payload)).isEmpty();
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(StatusMessage.isOnline(null)).isEmpty();
    }

    private static Optional<Boolean> isOnline(String payload) {
        return StatusMessage.isOnline(payload.getBytes(StandardCharsets.UTF_8));
    }
}
