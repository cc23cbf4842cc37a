package io.fleetstream.e2e;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.emulator.truth.MissingRange;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.SequenceEventKind;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What ingest says about the devices whose ids begin with a prefix, read from its topics. */
final class Detected {
    private final String prefix;
    private final Map<String, Long> duplicates = new HashMap<>();
    private final Map<ReasonCode, Long> rejects = new EnumMap<>(ReasonCode.class);
    private final Map<String, Map<String, BitSet>> missing = new TreeMap<>();
    private final Map<String, Long> offsets = new TreeMap<>();
    private final Map<String, Map<String, DeviceHour>> hours = new HashMap<>();
    private long readings;
    private long resets;

    private Detected(String prefix) {
        this.prefix = prefix;
    }

    /** Reads the topics to their present end. */
    static Detected read(Cluster cluster, String prefix) throws IOException {
        Detected detected = new Detected(prefix);
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            TopicScan topics = new TopicScan(cluster);
            detected.scan(
                    topics, codec, Topics.TELEMETRY_READINGS, Reading.class, detected::reading);
            detected.scan(
                    topics,
                    codec,
                    Topics.TELEMETRY_DUPLICATES,
                    Duplicate.class,
                    each -> detected.duplicate(each.getDeviceId()));
            detected.scan(
                    topics,
                    codec,
                    Topics.TELEMETRY_DEAD_LETTERS,
                    DeadLetter.class,
                    detected::deadLetter);
            detected.scan(
                    topics,
                    codec,
                    Topics.TELEMETRY_SEQUENCE_EVENTS,
                    SequenceEvent.class,
                    detected::sequenceEvent);
            detected.scan(
                    topics,
                    codec,
                    Topics.TELEMETRY_DEVICE_HOURS,
                    DeviceHour.class,
                    detected::deviceHour);
        }
        return detected;
    }

    private interface Take<T> {
        void record(T value);
    }

    private <T extends SpecificRecord> void scan(
            TopicScan topics, AvroCodec codec, String topic, Class<T> type, Take<T> take)
            throws IOException {
        topics.visit(
                topic,
                record -> {
                    if (record.headers().lastHeader(RecordHeaders.HEARTBEAT) == null) {
                        take.record(codec.decode(record.value(), type));
                    }
                });
    }

    /** Messages of which something was stored. */
    long readings() {
        return readings;
    }

    /** Repeats by device; none for a device without. */
    Map<String, Long> duplicates() {
        return duplicates;
    }

    /** Dead letters by reason. */
    Map<ReasonCode, Long> rejects() {
        return rejects;
    }

    /** Counters that started again. */
    long resets() {
        return resets;
    }

    Map<String, Long> offsets() {
        return offsets;
    }

    /** Numbers of gaps that were not filled. */
    List<MissingRange> missing() {
        List<MissingRange> ranges = new ArrayList<>();
        missing.forEach(
                (device, boots) ->
                        boots.forEach((boot, numbers) -> collect(device, boot, numbers, ranges)));
        return ranges;
    }

    private static void collect(
            String device, String boot, BitSet numbers, List<MissingRange> ranges) {
        int from = numbers.nextSetBit(0);
        while (from >= 0) {
            int end = numbers.nextClearBit(from);
            ranges.add(new MissingRange(device, boot, from, end - 1L));
            from = numbers.nextSetBit(end);
        }
    }

    /** The last word on every hour of every device. */
    List<DeviceHour> hours() {
        return hours.values().stream().flatMap(parts -> parts.values().stream()).toList();
    }

    private void reading(Reading reading) {
        if (!reading.getDeviceId().startsWith(prefix)) {
            return;
        }
        if (reading.getSourceIndex() == 0) {
            readings++;
        }
        if (reading.getFlags().contains(ReadingFlag.SKEWED)) {
            offsets.put(reading.getDeviceId(), reading.getClockOffsetMicros());
        }
    }

    private void duplicate(String device) {
        if (device.startsWith(prefix)) {
            duplicates.merge(device, 1L, Long::sum);
        }
    }

    private void deadLetter(DeadLetter letter) {
        if (letter.getDeviceId() != null && letter.getDeviceId().startsWith(prefix)) {
            rejects.merge(letter.getReason(), 1L, Long::sum);
        }
    }

    private void sequenceEvent(SequenceEvent event) {
        if (!event.getDeviceId().startsWith(prefix)) {
            return;
        }
        if (event.getKind() == SequenceEventKind.RESET) {
            resets++;
            return;
        }
        BitSet numbers =
                missing.computeIfAbsent(event.getDeviceId(), device -> new TreeMap<>())
                        .computeIfAbsent(event.getBootId(), boot -> new BitSet());
        numbers.set(
                Math.toIntExact(event.getFromSequence()),
                Math.toIntExact(event.getToSequence() + 1),
                event.getKind() == SequenceEventKind.GAP);
    }

    private void deviceHour(DeviceHour hour) {
        if (hour.getDeviceId().startsWith(prefix)) {
            hours.computeIfAbsent(hour.getDeviceId(), device -> new HashMap<>())
                    .put(hour.getHour() + "/" + hour.getPart(), hour);
        }
    }
}
