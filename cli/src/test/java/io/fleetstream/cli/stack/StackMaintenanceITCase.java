package io.fleetstream.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.database.DatabaseMigrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StackMaintenanceITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    @Test
    void rollsUpRecordingsOfAnyAgeAndDropsNothing() throws SQLException {
        DatabaseMigrator.migrate(
                SANDBOX.postgres().url(),
                SANDBOX.postgres().user(),
                StackMaintenanceITCase::secret);
        StackMaintenance.keepEverything(SANDBOX.postgres());
        execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                VALUES ('2023-05-01T10:30:00Z', 'd1', 'temperature', 21.5, 'acme', 'hall',
                    'thermostat', '2023-05-01T10:30:00Z', 0, 0);
                INSERT INTO archived_files VALUES ('f', 'readings', 'acme', '2023-05-01T10:00:00Z', 1, 1,
                    now(), now(), 'd1', 'd1')
                """);
        List<String> failures = new ArrayList<>();
        try (StackMaintenance maintenance =
                new StackMaintenance(SANDBOX::postgres, failures::add)) {
            maintenance.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> count("device_metrics_1d WHERE mean = 21.5") == 1);
            assertThat(maintenance.run())
                    .noneMatch(step -> step.action().equals("DROP") || step.isHeld());
        }
        assertThat(count("device_readings")).isEqualTo(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void tellsOfEveryKindOfFailureOnceAndGoesOn() {
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        try (StackMaintenance maintenance =
                new StackMaintenance(
                        () -> {
                            runs.incrementAndGet();
                            throw new UncheckedIOException(new IOException("no password"));
                        },
                        failures::add,
                        Duration.ofMillis(10))) {
            maintenance.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> runs.get() > 3);
        }
        assertThat(failures)
                .singleElement()
                .asString()
                .startsWith("maintenance of the tables failed: ")
                .contains("no password");
    }

    private static char[] secret() {
        try {
            return Files.readString(SANDBOX.postgres().passwordFile()).strip().toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String from) throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
