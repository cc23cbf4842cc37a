package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.TaskManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Breaks one thing after the other while devices publish, and then compares the books: what was
 * acknowledged to a device is in Kafka, in the database and in Parquet, once. {@code
 * -Dfleet.outage.seconds=30} for longer outages, the database's twice as long.
 */
@Order(Integer.MAX_VALUE)
@Isolated("breaks what others run on")
class FaultsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("fleet.outage.seconds", 15));
    private static final long MEBIBYTE = 1024;

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void survivesTheKillOfTheTaskManagerThatRunsIngestTwice() {
        Sandbox sandbox = SHARED.stack().sandbox();
        String ingest = SHARED.stack().jobId("ingest");
        Books.Page mark = SHARED.books().mark();
        String prefix = "kill-";
        Load load = Load.start(sandbox.mqtt().url(), prefix, 100, 3);

        for (int kill = 1; kill <= 2; kill++) {
            awaitAcknowledged(load, load.acknowledged() + 4_000);
            long restarts = sandbox.flink().restarts(ingest);
            Set<TaskManager> running = sandbox.flink().taskManagersOf(ingest, "");
            assertThat(running).isNotEmpty();
            TaskManager victim = running.iterator().next();
            System.out.println("[kill] " + victim.name() + " at " + load.acknowledged());
            victim.kill();
            victim.start();
            await().atMost(PATIENCE).until(() -> sandbox.flink().restarts(ingest) > restarts);
            sandbox.flink().awaitRunning(ingest, PATIENCE);
        }
        awaitAcknowledged(load, load.acknowledged() + 2_000);

        assertExact(load.stop(), mark, prefix);
    }

    @Test
    void losesNothingWhenKafkaTheBrokerTheDatabaseAndTheBridgeFailInTurn() {
        Sandbox sandbox = SHARED.stack().sandbox();
        Books.Page mark = SHARED.books().mark();
        BridgeMemory memory = new BridgeMemory(sandbox);
        String prefix = "outage-";
        Load load = Load.start(sandbox.mqtt().url(), prefix, 100, 5);
        awaitAcknowledged(load, 2_500);

        outage(sandbox.kafka(), AWAY, memory);
        awaitAcknowledged(load, load.acknowledged() + 2_500);
        outage(sandbox.mqtt(), AWAY, memory);
        awaitAcknowledged(load, load.acknowledged() + 2_500);
        if (sandbox.postgres().canBeKilled()) {
            outage(sandbox.postgres(), AWAY.multipliedBy(2), memory);
            awaitAcknowledged(load, load.acknowledged() + 2_500);
        } else {
            System.out.println("[outage] the external database is left alone");
        }
        sandbox.bridge().kill();
        sandbox.bridge().start();
        awaitAcknowledged(load, load.acknowledged() + 2_500);

        assertExact(load.stop(), mark, prefix);
        memory.assertBounded();
    }

    private static void outage(SandboxService service, Duration length, BridgeMemory memory) {
        System.out.println("[outage] " + service.service() + " for " + length);
        service.stop();
        long until = System.nanoTime() + length.toNanos();
        await().atMost(length.plus(PATIENCE))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            memory.look();
                            return System.nanoTime() >= until;
                        });
        service.start();
    }

    private static void awaitAcknowledged(Load load, long messages) {
        await().atMost(PATIENCE).until(() -> load.acknowledged() >= messages);
    }

    private static void assertExact(RunReport published, Books.Page mark, String prefix) {
        assertThat(published.complete()).as(published.toString()).isTrue();
        Books.Page page = SHARED.books().awaitDrained(mark, published.published());
        LedgerSnapshot ledger = page.ledger();
        System.out.println("[books] " + page);

        assertThat(ledger.sequences()).as("good messages, each once").isEqualTo(published.good());
        assertThat(ledger.values()).as("values").isEqualTo(published.values());
        assertThat(page.rows()).as("rows in the database").isEqualTo(published.values());
        assertThat(page.parquet()).as("rows in Parquet").isEqualTo(published.values());
        assertThat(ledger.repeated()).as("doubled in an output topic").isZero();
        // a malformed message sent again by the transport is refused again: it has no identity
        assertThat(ledger.deadLetters())
                .as("dead letters")
                .isBetween(published.malformed(), published.malformed() + published.redeliveries());
        assertThat(ledger.duplicates()).isGreaterThanOrEqualTo(published.duplicates());
        assertThat(ledger.accounted()).as("nothing unexplained").isEqualTo(ledger.rawMessages());
        SHARED.books().awaitWindowsAlike(prefix);
    }

    /** Resident memory of the bridge's process, which must not grow with an outage. */
    private static final class BridgeMemory {
        private static final long BOUND_KIB = 512 * MEBIBYTE;

        private final Sandbox sandbox;
        private long mostKib;

        BridgeMemory(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        void look() throws IOException {
            for (String line :
                    Files.readAllLines(Path.of("/proc/" + sandbox.bridge().pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    mostKib = Math.max(mostKib, Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        }

        void assertBounded() {
            System.out.println("[bridge] at most " + mostKib / MEBIBYTE + " MiB resident");
            assertThat(mostKib).isPositive().isLessThan(BOUND_KIB);
        }
    }
}
