package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.stack.Ledger;
import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.schemas.ReasonCode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What every stage of the stack says has passed, and how much of it since a mark. */
final class Books {
    private static final Duration TO_DRAIN = Duration.ofMinutes(6);

    private final Ledger ledger;
    private final Outputs outputs;

    Books(Ledger ledger, Outputs outputs) {
        this.ledger = ledger;
        this.outputs = outputs;
    }

    /** Waits until every window is the one that the stored rows make. */
    void awaitWindowsAlike() {
        new WindowOracle(outputs).awaitAlike();
    }

    /** The figures now. */
    Page page() {
        try {
            return new Page(ledger.snapshot(), outputs.tableRows(), outputs.parquetRows());
        } catch (java.io.IOException | java.sql.SQLException e) {
            throw new IllegalStateException("an output cannot be asked", e);
        }
    }

    /**
     * The figures once whatever an earlier test has left on its way has arrived: its readings would
     * else count for this one. Nothing may be sent meanwhile, and no message may be parked.
     */
    Page mark() {
        AtomicLong rowsBefore = new AtomicLong(-1);
        await().atMost(TO_DRAIN)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            Page now = page();
                            assertThat(now.accounted()).as("accounted").isEqualTo(now.raw());
                            assertThat(now.parquet()).as("Parquet").isEqualTo(now.values());
                            // two values of one time are one row, so the rows can be fewer
                            assertThat(now.rows())
                                    .as("rows, once they are no more")
                                    .isEqualTo(rowsBefore.getAndSet(now.rows()));
                        });
        return page();
    }

    /** Waits until at least so many messages have passed every stage since the mark. */
    Page awaitDrained(Page mark, long messages) {
        await().atMost(TO_DRAIN)
                .pollInterval(Duration.ofSeconds(2))
                // the database may be one of the things that are broken right now
                .ignoreException(IllegalStateException.class)
                .untilAsserted(
                        () -> {
                            Page now = page().since(mark);
                            assertThat(now.raw()).as("raw").isGreaterThanOrEqualTo(messages);
                            assertThat(now.accounted()).as("accounted").isEqualTo(now.raw());
                            assertThat(now.rows()).as("rows").isGreaterThanOrEqualTo(now.values());
                            assertThat(now.parquet())
                                    .as("Parquet")
                                    .isGreaterThanOrEqualTo(now.values());
                        });
        return page().since(mark);
    }

    /**
     * Figures of all stages, absolute or since a mark.
     *
     * @param ledger what stands in Kafka
     * @param rows in the table
     * @param parquet rows in the files
     */
    record Page(LedgerSnapshot ledger, long rows, long parquet) {
        long raw() {
            return ledger.rawMessages();
        }

        long accounted() {
            return ledger.accounted();
        }

        long values() {
            return ledger.values();
        }

        Map<ReasonCode, Long> reasons() {
            return new TreeMap<>(ledger.reasons());
        }

        Page since(Page mark) {
            LedgerSnapshot a = mark.ledger;
            Map<ReasonCode, Long> reasons = new TreeMap<>();
            ledger.reasons()
                    .forEach(
                            (reason, count) -> {
                                long more = count - a.reasons().getOrDefault(reason, 0L);
                                if (more != 0) {
                                    reasons.put(reason, more);
                                }
                            });
            return new Page(
                    new LedgerSnapshot(
                            ledger.rawMessages() - a.rawMessages(),
                            ledger.heartbeats() - a.heartbeats(),
                            ledger.readingMessages() - a.readingMessages(),
                            ledger.readings() - a.readings(),
                            ledger.values() - a.values(),
                            ledger.sequences() - a.sequences(),
                            ledger.deadLetters() - a.deadLetters(),
                            reasons,
                            ledger.duplicates() - a.duplicates(),
                            ledger.repeated() - a.repeated()),
                    rows - mark.rows,
                    parquet - mark.parquet);
        }
    }
}
