package io.fleetstream.cli.rollout;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.cli.topic.TopicTail;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that was said about rollouts, as the topic {@code rollout.control} tells it. */
public final class ControlLog {
    private static final Duration POLL = Duration.ofMillis(250);

    private final Cluster cluster;

    /** Of that cluster. */
    public ControlLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /** All rollouts by name, as the job has them once it has read as far. */
    public SortedMap<String, KnownRollout> rollouts() throws IOException {
        SortedMap<String, KnownRollout> known = new TreeMap<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(Topics.ROLLOUT_CONTROL, record -> take(known, decoded(codec, record)));
        }
        return known;
    }

    /**
     * One rollout.
     *
     * @throws IOException if there is none of that name
     */
    public KnownRollout rollout(String id) throws IOException {
        KnownRollout found = rollouts().get(id);
        if (found == null) {
            throw new IOException("there is no rollout '" + id + "'; ./fleet rollout status");
        }
        return found;
    }

    /** Something to do again and again. */
    @FunctionalInterface
    public interface Meanwhile {
        /** Does it. */
        void run() throws IOException;
    }

    /**
     * Tells each step from some time on, as it comes, whether it counts or not.
     *
     * @param patience how long; empty for ever
     * @param more takes a step, and says whether to go on
     * @param meanwhile what is done between two looks at the topic, several times a second
     */
    public void follow(
            Instant since,
            Optional<Duration> patience,
            Predicate<RolloutControl> more,
            Meanwhile meanwhile)
            throws IOException {
        long start = System.nanoTime();
        try (TopicTail tail = new TopicTail(cluster, Topics.ROLLOUT_CONTROL, since);
                AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            while (patience.isEmpty() || System.nanoTime() - start < patience.get().toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
                    if (!more.test(decoded(codec, record))) {
                        return;
                    }
                }
                meanwhile.run();
            }
        }
    }

    private static void take(SortedMap<String, KnownRollout> known, RolloutControl step) {
        String id = step.getRolloutId();
        KnownRollout before = known.get(id);
        if (before == null) {
            KnownRollout.of(step).ifPresent(fresh -> known.put(id, fresh));
        } else {
            known.put(id, before.after(step));
        }
    }

    private static RolloutControl decoded(AvroCodec codec, ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        return codec.decode(record.value(), RolloutControl.class);
    }
}
