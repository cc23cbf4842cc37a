package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.FlinkService;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands an operator types against a running stack, in processes of their own. */
class CommandsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void submitsAJobThatRuns() throws Exception {
        FlinkService flink = SHARED.stack().sandbox().flink();

        String job = fleet("submit", "timescale", "--", "--kafka.group-id", "second").strip();

        assertThat(job).matches("[0-9a-f]{32}");
        flink.awaitRunning(job, PATIENCE);
        flink.cancel(job, PATIENCE);
    }

    @Test
    void createsTopicsAndTablesThatAreThereAlready() throws Exception {
        assertThat(fleet("topics", "create", "--replication", "1"))
                .contains("telemetry.readings", "was there");
        assertThat(fleet("db", "migrate")).contains("0 migrations applied");
    }

    @Test
    void answersQueriesOnTables() throws Exception {
        assertThat(fleet("query", "--format", "csv", "SELECT count(*) AS n FROM devices"))
                .startsWith("n\r\n");
    }

    private static String fleet(String... arguments) throws IOException, InterruptedException {
        try (FleetProcess.Running running = FleetProcess.start(SHARED.stack(), arguments)) {
            FleetProcess ended = running.await();
            assertThat(ended.status())
                    .as(String.join(" ", arguments) + "\n" + ended.out() + ended.err())
                    .isZero();
            return ended.out();
        }
    }
}
