package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusMessagesTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final String OFTEN = "{\"\0\377\376:";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    online                               | true
                    "offline"                            | false
                    {"status":"online"}                  | true
                    Offline                              | false
                    {"at":{"n":[1]},"status":"offline"}  | false
                    {"battery":3.1,"status":" ONLINE "}  | true
                    """)
    void readsTheStatus(String text, boolean online) {
        assertThat(StatusMessages.isOnline(text.getBytes(StandardCharsets.UTF_8))).hasValue(online);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "away", "{", "{}", "[1]", "7", "{\"status\":true}", "{\"status\":{}}"})
    void saysNothingOfAnythingElse(String payload) {
        assertThat(StatusMessages.isOnline(payload.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(StatusMessages.isOnline(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000fffe",
                "0000feff",
                "fffe0000",
                "feff",
                "efbb",
                "7b22ff",
                "c0802200"
            })
    void findsNoStatusInBytesThatAreNoJson(String hex) {
        assertThat(StatusMessages.isOnline(HexFormat.of().parseHex(hex))).isEmpty();
        assertThat(StatusMessages.isOnline(HexFormat.of().parseHex(hex + "00".repeat(20))))
                .isEmpty();
    }

    @Test
    void neverFailsWhateverTheBytesAre() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(24)];
            random.nextBytes(payload);
            for (int k = 0; k < payload.length; k++) {
                // byte order marks and brackets meet more often so
                if (random.nextBoolean()) {
                    payload[k] = (byte) OFTEN.charAt(random.nextInt(OFTEN.length()));
                }
            }
            assertThat(StatusMessages.isOnline(payload)).isEmpty();
        }
    }
}
