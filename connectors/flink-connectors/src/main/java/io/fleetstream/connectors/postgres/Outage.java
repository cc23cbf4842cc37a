package io.fleetstream.connectors.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Patience with a database that is away: pauses between attempts that double, up to five seconds,
 * each shortened by up to half at random so that writers do not come back in step. Used by one
 * thread; its figures may be read by any.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String table;
    private final Duration bound;
    private Duration pause = FIRST_PAUSE;
    private volatile long since;
    private volatile boolean away;
    private final AtomicLong retries = new AtomicLong();

    /**
     * None yet.
     *
     * @param bound longest time from the first failure to the last attempt
     */
    Outage(String table, Duration bound) {
        this.table = table;
        this.bound = bound;
    }

    /**
     * Waits before the next attempt.
     *
     * @throws SQLException the failure itself, if it has been going on for too long
     * @throws InterruptedException if nobody wants the rows written any more
     */
    void rest(SQLException failure) throws SQLException, InterruptedException {
        long now = System.nanoTime();
        if (!away) {
            since = now;
            away = true;
            pause = FIRST_PAUSE;
        }
        if (now - since + pause.toNanos() > bound.toNanos()) {
            throw failure;
        }
        // the text of an error may hold values of the row
        LOG.warn(
                "{} cannot be written, SQLSTATE {} ({}), next attempt within {}",
                table,
                failure.getSQLState(),
                failure.getClass().getSimpleName(),
                pause);
        long millis = pause.toMillis();
        Thread.sleep(millis - ThreadLocalRandom.current().nextLong(millis / 2));
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        retries.incrementAndGet();
    }

    /** The database has answered. */
    void end() {
        if (away) {
            LOG.info("{} is written again after {} s", table, seconds());
            away = false;
        }
    }

    /** How long the present outage lasts, seconds; 0 if there is none. */
    long seconds() {
        return away ? (System.nanoTime() - since) / NANOS_PER_SECOND : 0;
    }

    /** Attempts made again, over all outages. */
    long retries() {
        return retries.get();
    }
}
