package io.fleetstream.cli.alarm;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.cli.topic.TopicTail;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What happened to alarms, as the topic {@code alarms} tells it. */
public final class AlarmLog {
    private static final Duration POLL = Duration.ofMillis(250);

    /** Of one device and rule, what happened later is greater. */
    private static final Comparator<AlarmEvent> ORDER =
            Comparator.comparing(AlarmEvent::getHappenedAt)
                    .thenComparing(
                            AlarmEvent::getRaisedAt,
                            Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(AlarmEvent::getStep);

    private final Cluster cluster;

    /** Of that cluster. */
    public AlarmLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Where each device stands with each rule: what happened last, oldest first.
     *
     * @param since what was written before counts for nothing
     * @param filter by device or rule; no other is kept in memory
     */
    public List<AlarmEvent> latest(Instant since, Predicate<AlarmEvent> filter) throws IOException {
        Map<List<String>, AlarmEvent> last = new HashMap<>();
        visit(
                since,
                event -> {
                    if (filter.test(event)) {
                        last.merge(
                                List.of(event.getDeviceId(), event.getRuleId()),
                                event,
                                (known, next) -> ORDER.compare(next, known) >= 0 ? next : known);
                    }
                });
        return last.values().stream().sorted(ORDER.thenComparing(AlarmEvent::getDeviceId)).toList();
    }

    /** The last step of an alarm. */
    public Optional<AlarmEvent> last(String alarmId) throws IOException {
        return latest(Instant.EPOCH, event -> alarmId.equals(event.getAlarmId())).stream()
                .reduce((first, second) -> second);
    }

    private void visit(Instant since, Consumer<AlarmEvent> visitor) throws IOException {
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ALARMS,
                            Optional.of(since),
                            record ->
                                    visitor.accept(codec.decode(record.value(), AlarmEvent.class)));
        }
    }

    /**
     * Tells each event from some time on, as it comes, once.
     *
     * @param patience how long; empty for ever
     * @param more takes an event, and says whether to go on
     * @return whether it was ended by {@code more}
     */
    public boolean follow(Instant since, Optional<Duration> patience, Predicate<AlarmEvent> more)
            throws IOException {
        long start = System.nanoTime();
        RecentEvents told = new RecentEvents();
        try (TopicTail tail = new TopicTail(cluster, Topics.ALARMS, since);
                AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            while (patience.isEmpty() || System.nanoTime() - start < patience.get().toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
                    AlarmEvent event = codec.decode(record.value(), AlarmEvent.class);
                    if (told.add(event) && !more.test(event)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
