package io.fleetstream.cli.stack;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of jobs on a stack of {@code ./fleet up} or the demo: who tries things out does not want
 * to wait for minutes. A job that is resumed there needs them again.
 */
public final class StackSettings {
    private StackSettings() {}

    /** Arguments of a job by their names; empty for one that runs with its defaults. */
    public static Map<String, String> of(String job) {
        return switch (job) {
            case "ingest" -> Map.of("--ingest.books-interval", "PT5S");
            case "pipeline" -> {
                Map<String, String> both = new HashMap<>(of("ingest"));
                both.putAll(of("aggregate"));
                both.putAll(of("anomaly"));
                yield both;
            }
            case "aggregate" ->
                    Map.of(
                            "--aggregate.windows",
                            "10s,1m,5m,1h",
                            "--aggregate.silence",
                            "PT10S",
                            "--aggregate.revise-interval",
                            "PT5S",
                            "--aggregate.early-from",
                            "PT5M",
                            "--aggregate.early-interval",
                            "PT10S",
                            "--aggregate.roll-up-delay",
                            "PT5S");
            // what the options of `fleet shadow set` ask for
            case "shadow" ->
                    Map.of(
                            "--shadow.ttl",
                            "true",
                            "--shadow.conditional-writes",
                            "true",
                            "--shadow.replace",
                            "true");
            // who is silent is missed within a second
            case "anomaly" -> Map.of("--anomaly.presence-grain", "PT1S");
            // alarms come after a checkpoint of ingest, and are evidence about rollouts
            case "rollout" -> Map.of("--rollout.lateness", "PT30S");
            // every job shares these heaps
            case "archive" ->
                    Map.of("--archive.publish-after", "PT10S", "--archive.memory-mib", "8");
            default -> Map.of();
        };
    }
}
