package io.fleetstream.e2e.alarm;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was told of alarms since some time, by device: each event once, by its own time. */
public final class AlarmEars {
    private static final Comparator<AlarmEvent> ORDER =
            Comparator.comparing(AlarmEvent::getHappenedAt)
                    .thenComparing(
                            AlarmEvent::getRaisedAt,
                            Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(AlarmEvent::getStep);

    private final Cluster cluster;
    private final Instant since;

    /** Listens to what is told from now on. */
    public AlarmEars(Cluster cluster) {
        this.cluster = cluster;
        this.since = Instant.now();
    }

    /** Everything told so far. */
    public Map<String, List<AlarmEvent>> told() throws IOException {
        Map<String, Set<AlarmEvent>> told = new TreeMap<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ALARMS,
                            Optional.of(since),
                            record -> {
                                AlarmEvent event = codec.decode(record.value(), AlarmEvent.class);
                                told.computeIfAbsent(
                                                event.getDeviceId(), id -> new LinkedHashSet<>())
                                        .add(event);
                            });
        }
        Map<String, List<AlarmEvent>> sorted = new TreeMap<>();
        told.forEach((device, events) -> sorted.put(device, sorted(events)));
        return sorted;
    }

    private static List<AlarmEvent> sorted(Set<AlarmEvent> events) {
        List<AlarmEvent> list = new ArrayList<>(events);
        Collections.sort(list, ORDER);
        return list;
    }

    /** Events as vectors have them: change second state severity alarm. */
    public static List<String> lines(List<AlarmEvent> events, Instant begin) {
        List<String> alarms = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (AlarmEvent event : events) {
            if (!alarms.contains(event.getAlarmId())) {
                alarms.add(event.getAlarmId());
            }
            double second = (event.getHappenedAt().toEpochMilli() - begin.toEpochMilli()) / 1000.0;
            lines.add(
                    String.join(
                            " ",
                            event.getChange().name(),
                            second == Math.rint(second) ? "" + (long) second : "" + second,
                            event.getState().name(),
                            event.getSeverity().name(),
                            "" + (alarms.indexOf(event.getAlarmId()) + 1)));
        }
        return lines;
    }
}
