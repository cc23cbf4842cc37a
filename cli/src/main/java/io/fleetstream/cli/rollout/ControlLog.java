package io.fleetstream.cli.rollout;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.cli.topic.TopicTail;
import io.fleetstream.cli.topic.UnreadableRecordException;
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

/**
 * Everything that was said about rollouts, as the topic {@code rollout.control} tells it. What
 * cannot be read there is passed over: the job makes a dead letter of it.
 */
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
                    .visit(
                            Topics.ROLLOUT_CONTROL,
                            record -> decoded(codec, record).ifPresent(step -> take(known, step)));
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
                    Optional<RolloutControl> step = decoded(codec, record);
                    if (step.isPresent() && !more.test(step.get())) {
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

    /** The step in a record; empty if there is none that can be read. */
    static Optional<RolloutControl> decoded(AvroCodec codec, ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(record.value(), RolloutControl.class));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
