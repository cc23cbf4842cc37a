package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.IntakeConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts how sends to Kafka end and keeps the limit that follows from it. Thread-safe. */
final class IntakeGovernor {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeGovernor.class);
    private static final String SENDS = "fleet.bridge.kafka.sends";

    private final long latencyBoundNanos;
    private final AdaptiveRate rate;
    private final AtomicLong good;
    private final AtomicLong slow;
    private final AtomicLong failed;
    private final AtomicLong retried;
    private volatile double perSecond;

    /** Registers gauge and counters; sends are judged from this moment on. */
    IntakeGovernor(IntakeConfig config, MeterRegistry registry, long now) {
        latencyBoundNanos = config.latencyBound().toNanos();
        rate = new AdaptiveRate(config.interval(), config.floor(), config.ceiling(), now);
        perSecond = rate.perSecond();
        good = counter(registry, "good");
        slow = counter(registry, "slow");
        failed = counter(registry, "failed");
        retried = counter(registry, "retried");
        Gauge.builder("fleet.bridge.intake.limit", this, IntakeGovernor::shown)
                .description("messages a second that may go to Kafka; 0 while there is no limit")
                .register(registry);
    }

    /** A record was acknowledged after this time. */
    void acknowledged(long nanos) {
        (nanos > latencyBoundNanos ? slow : good).incrementAndGet();
    }

    /** A record was refused, or a wait for Kafka ran out. */
    void failed() {
        failed.incrementAndGet();
    }

    /** The producer repeated this many sends by itself. */
    void retried(long sends) {
        retried.addAndGet(sends);
    }

    /** Messages that may go to Kafka in a second. */
    double perSecond() {
        return perSecond;
    }

    /** Judges the last interval if it is over. */
    synchronized void judge(long now) {
        rate.judge(now, new SendTally(good.get(), slow.get() + failed.get() + retried.get()));
        double next = rate.perSecond();
        if (next != perSecond) {
            LOG.info(
                    "intake {}: Kafka {}",
                    next == AdaptiveRate.NO_LIMIT
                            ? "unlimited"
                            : "limited to " + (long) next + "/s",
                    next < perSecond ? "is slow" : "keeps up");
            perSecond = next;
        }
    }

    private double shown() {
        return perSecond == AdaptiveRate.NO_LIMIT ? 0 : perSecond;
    }

    private static AtomicLong counter(MeterRegistry registry, String outcome) {
        AtomicLong count = new AtomicLong();
        FunctionCounter.builder(SENDS, count, AtomicLong::get)
                .description("how sends to Kafka ended")
                .tag("outcome", outcome)
                .register(registry);
        return count;
    }
}
