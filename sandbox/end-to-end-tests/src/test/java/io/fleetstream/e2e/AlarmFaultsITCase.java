package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.e2e.alarm.AlarmEars;
import io.fleetstream.e2e.alarm.AlarmStage;
import io.fleetstream.e2e.alarm.AlarmVector;
import io.fleetstream.e2e.alarm.Cast;
import io.fleetstream.e2e.alarm.Way;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.TaskManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The vectors of alarms, with a TaskManager killed in the middle and the job moved by a savepoint
 * later: what is told is what is told without; what is told again is the same. A hold that is over
 * while nobody watches is over at its time (A14).
 */
@Order(Integer.MAX_VALUE)
@Isolated("kills what others run on")
class AlarmFaultsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Arrival of what is told later must not be past before it is. */
    private static final Duration AHEAD = Duration.ofMinutes(6);

    private static final Duration KILL = Duration.ofSeconds(12);
    private static final Duration MOVE = Duration.ofSeconds(55);
    private static final Duration END = Duration.ofHours(1);

    @Test
    void alarmsAreTheSameAcrossAKillAndASavepoint() throws Exception {
        Sandbox sandbox = SHARED.stack().sandbox();
        Cluster cluster =
                Cluster.at(sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url());
        List<Cast> casts = casts();
        Map<String, List<String>> expected = new TreeMap<>();
        casts.forEach(cast -> expected.put(cast.device(), cast.vector().told()));
        AlarmEars ears = new AlarmEars(cluster);
        try (AlarmStage stage = new AlarmStage(cluster, sandbox.mqtt().url())) {
            stage.prepare(casts);
            stage.play(casts, Duration.ZERO, KILL, new Random());
            // by then others have told something, so that all have been read
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> told(ears, "dense", casts).size() == 4);
            kill(sandbox);
            stage.play(casts, KILL, MOVE, new Random());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> told(ears, "a2", casts).size() == 1);
            SHARED.stack().resubmit("anomaly", List.of());
            stage.play(casts, MOVE, END, new Random());

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(lines(ears, casts)).isEqualTo(expected));
            stage.leave(casts);
        }
    }

    private static void kill(Sandbox sandbox) {
        String job = SHARED.stack().jobId("anomaly");
        long restarts = sandbox.flink().restarts(job);
        TaskManager victim = sandbox.flink().taskManagersOf(job, "").iterator().next();
        System.out.println("[kill] " + victim.name());
        victim.kill();
        victim.start();
        await().atMost(PATIENCE).until(() -> sandbox.flink().restarts(job) > restarts);
        sandbox.flink().awaitRunning(job, PATIENCE);
    }

    private static List<Cast> casts() throws IOException {
        String run = UUID.randomUUID().toString().substring(0, 6);
        Instant soon = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.MILLIS);
        Instant later = soon.plus(AHEAD).truncatedTo(ChronoUnit.MINUTES);
        List<Cast> casts = new ArrayList<>();
        for (AlarmVector vector : AlarmVector.all()) {
            boolean real = vector.name().equals("a1");
            casts.add(new Cast(vector, Way.IN_ORDER, run, real ? soon : later));
        }
        return casts;
    }

    private static List<String> told(AlarmEars ears, String vector, List<Cast> casts)
            throws IOException {
        Cast cast =
                casts.stream()
                        .filter(one -> one.vector().name().equals(vector))
                        .findFirst()
                        .orElseThrow();
        return lines(ears, List.of(cast)).get(cast.device());
    }

    private static Map<String, List<String>> lines(AlarmEars ears, List<Cast> casts)
            throws IOException {
        var told = ears.told();
        Map<String, List<String>> lines = new TreeMap<>();
        for (Cast cast : casts) {
            lines.put(
                    cast.device(),
                    AlarmEars.lines(told.getOrDefault(cast.device(), List.of()), cast.begin()));
        }
        return lines;
    }
}
