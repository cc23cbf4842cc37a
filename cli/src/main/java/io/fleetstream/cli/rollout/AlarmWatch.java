package io.fleetstream.cli.rollout;

import io.fleetstream.cli.topic.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks now and then whether rollouts wait for alarms, and says so. Not thread-safe. */
public final class AlarmWatch implements ControlLog.Meanwhile {
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final ControlLog log;
    private final AlarmProgress progress;
    private final String id;
    private final Consumer<String> out;
    private final AlarmWaits waits = new AlarmWaits();
    private long nextNanos = System.nanoTime();

    /**
     * Of that cluster.
     *
     * @param id a rollout; null for all
     * @param out takes lines
     */
    public AlarmWatch(Cluster cluster, String id, Consumer<String> out) {
        this.log = new ControlLog(cluster);
        this.progress = new AlarmProgress(cluster);
        this.id = id;
        this.out = out;
    }

    @Override
    public void run() throws IOException {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        List<KnownRollout> rollouts =
                log.rollouts().values().stream()
                        .filter(each -> id == null || id.equals(each.view().rolloutId()))
                        .toList();
        Optional<Instant> judgedTo =
                rollouts.stream().anyMatch(AlarmWaits::needsAlarms)
                        ? progress.latest()
                        : Optional.empty();
        waits.news(rollouts, judgedTo, Instant.now()).forEach(out);
        nextNanos = System.nanoTime() + BETWEEN.toNanos();
    }
}
