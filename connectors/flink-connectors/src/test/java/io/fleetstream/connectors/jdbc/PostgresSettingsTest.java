package io.fleetstream.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {
    @Test
    void refusesAPasswordInTheAddress() {
        assertThatThrownBy(() -> settings("jdbc:postgresql://h/db?password=hunter2", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc.password-file")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesAnotherDatabaseAndAnEmptyBatch() {
        assertThatThrownBy(() -> settings("jdbc:mysql://h/db", 1))
                .hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> settings("jdbc:postgresql://h/db", 0))
                .hasMessageContaining("jdbc.batch-size is 0, expected 1 to 100000");
    }

    private static PostgresSettings settings(String url, int batchSize) {
        return new PostgresSettings(
                url, "fleet", "", batchSize, 1 << 23, Duration.ofSeconds(1), Duration.ZERO);
    }
}
