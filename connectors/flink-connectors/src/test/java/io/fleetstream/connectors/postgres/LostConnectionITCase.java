package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections that end when it is not known what the server has done, against a real PostgreSQL.
 */
class LostConnectionITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    @ParameterizedTest
    @CsvSource({"0, COMMIT", "2, COPY 100"})
    void writesOnceWhatWasCommittedWhenTheAnswerIsLost(int batchesBefore, String answer)
            throws Exception {
        SampleTable table =
                SampleTable.create(SANDBOX.postgres(), Sample.table("unanswered_" + batchesBefore));
        URI address = URI.create(SANDBOX.postgres().url().substring("jdbc:".length()));
        try (CuttingProxy proxy = new CuttingProxy(address.getHost(), address.getPort())) {
            PostgresSettings settings =
                    table.settings(
                            "jdbc:postgresql://127.0.0.1:" + proxy.port() + address.getPath(),
                            Duration.ofSeconds(60));
            BatchWriter<Sample> writer = table.writer(settings);
            for (int i = 0; i < batchesBefore; i++) {
                table.write(writer, samples(1_000 + i, 1_001 + i));
            }
            proxy.cutWhenTheServerSays(answer);

            WriteResult<Sample> result = table.write(writer, samples(0, 100));

            assertThat(proxy.hasCut()).isTrue();
            assertThat(result.upserted()).isEqualTo(100);
            assertThat(result.changed()).as("rows the lost commit had not written").isZero();
        }
        assertThat(table.rows().subList(0, 100)).isEqualTo(samples(0, 100));
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "FLEET_POSTGRES_URL",
            matches = ".+",
            disabledReason = "a server of somebody else is not killed")
    void goesOnAfterTheDatabaseWasKilledUnderLoad() throws Exception {
        SampleTable table = SampleTable.create(SANDBOX.postgres(), Sample.table("killed"));
        AtomicInteger written = new AtomicInteger();
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(
                        () -> {
                            BatchWriter<Sample> writer =
                                    table.writer(table.settings(Duration.ofMinutes(3)));
                            for (int i = 0; i < 400; i++) {
                                writeUnchecked(table, writer, samples(500 * i, 500 * i + 500));
                                written.incrementAndGet();
                            }
                        });
        await().atMost(Duration.ofMinutes(2)).until(() -> written.get() > 20);

        SANDBOX.postgres().kill();
        SANDBOX.postgres().start();

        load.get();
        assertThat(table.rows()).isEqualTo(samples(0, 200_000));
    }

    private static void writeUnchecked(
            SampleTable table, BatchWriter<Sample> writer, List<Sample> rows) {
        try {
            table.write(writer, rows);
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Sample> samples(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Sample.at(i, "d" + i % 10)).toList();
    }
}
