package io.fleetstream.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One process under watch, and when it may be started again. Not thread-safe. */
final class Watched {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration WELL_AFTER = Duration.ofMinutes(5);

    private final String name;
    private final BooleanSupplier running;
    private final Runnable start;
    private Duration delay = FIRST_DELAY;
    private boolean down;
    private long dueAt;
    private long startedAt;
    private boolean startedBefore;

    Watched(String name, BooleanSupplier running, Runnable start) {
        this.name = name;
        this.running = running;
        this.start = start;
    }

    /** Every process of a sandbox that it may start again. */
    static List<Watched> of(Sandbox sandbox) {
        List<Watched> all = new ArrayList<>();
        // in their order, so that what others need comes first
        for (Service service : Service.values()) {
            if (!sandbox.services().contains(service) || !sandbox.service(service).canBeKilled()) {
                continue;
            }
            if (service == Service.FLINK) {
                all.add(of(sandbox.flink().jobManager()));
                sandbox.flink().taskManagers().forEach(each -> all.add(of(each)));
            } else {
                SandboxService one = sandbox.service(service);
                all.add(new Watched(service.title(), one::isRunning, one::start));
            }
        }
        return all;
    }

    private static Watched of(FlinkMember member) {
        return new Watched(member.name(), member::isRunning, member::start);
    }

    /** Looks once; the clock is one of nanoseconds that only moves forward. */
    void look(LongSupplier clock, Consumer<String> console) {
        long now = clock.getAsLong();
        if (!down && running.getAsBoolean()) {
            return;
        }
        if (!down) {
            down = true;
            if (startedBefore && now - startedAt > WELL_AFTER.toNanos()) {
                delay = FIRST_DELAY;
            }
            dueAt = now + delay.toNanos();
            console.accept(
                    name + ": died; starting it again in " + delay.toSeconds() + " s, see its log");
            grow();
        } else if (now - dueAt >= 0) {
            startAgain(clock, console);
        }
    }

    private void startAgain(LongSupplier clock, Consumer<String> console) {
        try {
            start.run();
            startedAt = clock.getAsLong();
            startedBefore = true;
            down = false;
            console.accept(name + ": runs again");
        } catch (SandboxException e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            dueAt = clock.getAsLong() + delay.toNanos();
            console.accept(
                    name + ": does not start, again in " + delay.toSeconds() + " s: " + first(e));
            grow();
        }
    }

    private void grow() {
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    }

    private static String first(SandboxException e) {
        return e.getMessage().lines().findFirst().orElse("");
    }
}
