package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.stack.Ledger;
import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;

/** What every stage of the stack says has passed, and how much of it since a mark. */
final class Books {
    private static final Duration POLL = Duration.ofSeconds(2);

    /** A slow machine takes its time; one on which nothing moves for so long waits in vain. */
    private static final Duration STILL = Duration.ofMinutes(5);

    private static final Duration TO_DRAIN = Duration.ofMinutes(30);

    private final Ledger ledger;
    private final Outputs outputs;

    Books(Ledger ledger, Outputs outputs) {
        this.ledger = ledger;
        this.outputs = outputs;
    }

    /**
     * Waits until every window is the one that the stored rows make.
     *
     * @param prefix of the names of the devices, and of the sites that are theirs alone
     */
    void awaitWindowsAlike(String prefix) {
        new WindowOracle(outputs, prefix).awaitAlike();
    }

    /** The figures now. */
    Page page() {
        return new Page(ledger.snapshot(), rows(), parquet());
    }

    /** What stands in Kafka, since a mark: cheaper than all figures. */
    LedgerSnapshot ledgerSince(Page mark) {
        return Page.between(mark.ledger, ledger.snapshot());
    }

    /**
     * The figures once whatever an earlier test has left on its way has arrived: its readings would
     * else count for this one. Nothing may be sent meanwhile, and no message may be parked.
     */
    Page mark() {
        AtomicLong rowsBefore = new AtomicLong(-1);
        Movement movement = new Movement(STILL);
        awaitWhile(movement)
                .untilAsserted(
                        () -> {
                            LedgerSnapshot now = movement.seen(ledger.snapshot());
                            assertThat(now.accounted())
                                    .as("accounted")
                                    .isEqualTo(now.rawMessages());
                            // two values of one time are one row, so the rows can be fewer
                            long rows = movement.seen("rows", rows());
                            assertThat(rows)
                                    .as("rows, once they are no more")
                                    .isEqualTo(rowsBefore.getAndSet(rows));
                            assertThat(movement.seen("Parquet", parquet()))
                                    .as("Parquet")
                                    .isEqualTo(now.values());
                        });
        return page();
    }

    /**
     * Waits until at least so many messages have passed every stage since the mark, for as long as
     * any of them moves. The outputs are asked one after the other, and only once those before them
     * have all: to count thousands of files again and again keeps a machine from writing them.
     */
    Page awaitDrained(Page mark, long messages) {
        Movement movement = new Movement(STILL);
        awaitWhile(movement)
                // the database may be one of the things that are broken right now
                .ignoreException(IllegalStateException.class)
                .untilAsserted(
                        () -> {
                            LedgerSnapshot now = movement.seen(ledgerSince(mark));
                            assertThat(now.rawMessages())
                                    .as("raw")
                                    .isGreaterThanOrEqualTo(messages);
                            assertThat(now.accounted())
                                    .as("accounted")
                                    .isEqualTo(now.rawMessages());
                            assertThat(movement.seen("rows", rows()) - mark.rows)
                                    .as("rows")
                                    .isGreaterThanOrEqualTo(now.values());
                            assertThat(movement.seen("Parquet", parquet()) - mark.parquet)
                                    .as("Parquet")
                                    .isGreaterThanOrEqualTo(now.values());
                        });
        return page().since(mark);
    }

    private static ConditionFactory awaitWhile(Movement movement) {
        return await().atMost(TO_DRAIN).pollInterval(POLL).failFast(movement::assertMoving);
    }

    private long rows() {
        try {
            return outputs.tableRows();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked", e);
        }
    }

    private long parquet() {
        try {
            return outputs.parquetRows();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the files cannot be read", e);
        }
    }

    /**
     * Figures of all stages, absolute or since a mark.
     *
     * @param ledger what stands in Kafka
     * @param rows in the table
     * @param parquet rows in the files
     */
    record Page(LedgerSnapshot ledger, long rows, long parquet) {
        long values() {
            return ledger.values();
        }

        Map<ReasonCode, Long> reasons() {
            return new TreeMap<>(ledger.reasons());
        }

        Page since(Page mark) {
            return new Page(between(mark.ledger, ledger), rows - mark.rows, parquet - mark.parquet);
        }

        private static LedgerSnapshot between(LedgerSnapshot mark, LedgerSnapshot now) {
            Map<ReasonCode, Long> reasons = new TreeMap<>();
            now.reasons()
                    .forEach(
                            (reason, count) -> {
                                long more = count - mark.reasons().getOrDefault(reason, 0L);
                                if (more != 0) {
                                    reasons.put(reason, more);
                                }
                            });
            return new LedgerSnapshot(
                    now.rawMessages() - mark.rawMessages(),
                    now.heartbeats() - mark.heartbeats(),
                    now.readingMessages() - mark.readingMessages(),
                    now.readings() - mark.readings(),
                    now.values() - mark.values(),
                    now.sequences() - mark.sequences(),
                    now.deadLetters() - mark.deadLetters(),
                    reasons,
                    now.duplicates() - mark.duplicates(),
                    now.repeated() - mark.repeated());
        }
    }
}
