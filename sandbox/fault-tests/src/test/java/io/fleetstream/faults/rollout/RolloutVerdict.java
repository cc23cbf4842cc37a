package io.fleetstream.faults.rollout;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the topics say when all is over: a rollout that was paused or aborted goes on by a person's
 * word alone, and nobody is told meanwhile who had not been.
 */
final class RolloutVerdict {
    /** Within that time of a stop all that had been sent is in the log of the device. */
    private static final long STOP_MILLIS = 2_000;

    private final Cluster cluster;
    private final RolloutBook book;
    // By rollout and version: the step, and when it was first told.
    private final Map<String, TreeMap<Long, Step>> steps = new HashMap<>();

    /** A step that counted. */
    private record Step(RolloutState state, long writtenAt) {}

    private RolloutVerdict(Cluster cluster, RolloutBook book) {
        this.cluster = cluster;
        this.book = book;
    }

    /** Adds what is wrong to the book. */
    static void pass(Cluster cluster, RolloutBook book, List<Plan> plans) throws IOException {
        RolloutVerdict verdict = new RolloutVerdict(cluster, book);
        verdict.readSteps();
        plans.forEach(verdict::judge);
        verdict.judgeOrders();
    }

    private void readSteps() throws IOException {
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ROLLOUT_STATES,
                            record -> {
                                RolloutState state =
                                        codec.decode(record.value(), RolloutState.class);
                                if (state.getStepKind() != null) {
                                    add(new Step(state, record.timestamp()));
                                }
                            });
        }
    }

    private void add(Step step) {
        RolloutState state = step.state();
        Step before =
                steps.computeIfAbsent(state.getRolloutId(), id -> new TreeMap<>())
                        .putIfAbsent(state.getVersion(), step);
        if (before != null
                && (!before.state().getStep().equals(state.getStep())
                        || before.state().getStatus() != state.getStatus())) {
            book.violation("a version with two steps: " + before.state() + " and " + state);
        }
    }

    private void judge(Plan plan) {
        TreeMap<Long, Step> mine = steps.getOrDefault(plan.id(), new TreeMap<>());
        RolloutStatusKind status = RolloutStatusKind.DEFINED;
        long version = 0;
        for (Step step : mine.values()) {
            RolloutState next = step.state();
            if (next.getVersion() != ++version) {
                book.violation(plan.id() + " has no version " + version);
                version = next.getVersion();
            }
            boolean stopped = isStopped(status);
            boolean goesOn = !isStopped(next.getStatus());
            if (stopped && goesOn && !next.getStepKind().equals("COMMAND")) {
                book.violation(plan.id() + " went on by itself: " + next);
            }
            status = next.getStatus();
        }
        if (status != plan.script().end()) {
            book.violation(plan.id() + ", " + plan.script() + ", ended as " + status);
        }
    }

    private static boolean isStopped(RolloutStatusKind status) {
        return status == RolloutStatusKind.PAUSED
                || status == RolloutStatusKind.ABORTED
                || status == RolloutStatusKind.ROLLED_BACK;
    }

    private void judgeOrders() throws IOException {
        Map<String, Long> first = new HashMap<>();
        new TopicScan(cluster)
                .visit(
                        Topics.JOBS_REQUESTS,
                        record -> {
                            var id = record.headers().lastHeader(RecordHeaders.EFFECT_ID);
                            if (id != null && record.key() != null) {
                                String effect = text(id.value());
                                if (effect.endsWith("/start")) {
                                    first.putIfAbsent(
                                            text(record.key()) + " " + effect, record.timestamp());
                                }
                            }
                        });
        first.forEach(this::judgeOrder);
    }

    private void judgeOrder(String order, long at) {
        String rollout = order.substring(order.indexOf(' ') + 1, order.lastIndexOf('/'));
        TreeMap<Long, Step> mine = steps.getOrDefault(rollout, new TreeMap<>());
        for (Map.Entry<Long, Step> entry : mine.entrySet()) {
            Step stop = entry.getValue();
            if (!isStopped(stop.state().getStatus())) {
                continue;
            }
            Map.Entry<Long, Step> next = mine.higherEntry(entry.getKey());
            // A command takes effect from when it was written.
            long until =
                    next == null
                            ? Long.MAX_VALUE
                            : next.getValue().state().getStepAt().toEpochMilli();
            if (at > stop.writtenAt() + STOP_MILLIS && at < until) {
                book.violation(
                        "%s was sent %d ms after its rollout had stopped: %s"
                                .formatted(order, at - stop.writtenAt(), stop.state().getStep()));
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
