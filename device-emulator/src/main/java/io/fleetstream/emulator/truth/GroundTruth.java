package io.fleetstream.emulator.truth;

import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What ingest must find in what a run has published. Truth is defined at publish.
 *
 * <ul>
 *   <li>A <em>duplicate</em> is the same boot and sequence again. {@link #duplicates} must be
 *       found; up to {@link #possibleDuplicates} more may be, since a message sent again after a
 *       lost connection may have arrived before.
 *   <li>A number is <em>missing</em> if it never came between accepted numbers of one boot. A
 *       malformed message is one reject and leaves its number missing; a reordered one fills its
 *       gap.
 *   <li>A device is <em>skewed</em> if its clock is steadily wrong by more than a threshold.
 * </ul>
 *
 * <p>As a sink it may be filled from several threads; it is read when that has ended.
 */
public final class GroundTruth implements TruthSink {
    private final Map<String, DeviceTruth> devices = new TreeMap<>();

    /** An empty truth, to be filled. */
    public GroundTruth() {}

    /**
     * Reads a truth file.
     *
     * @throws IOException if it cannot be read or is not one
     */
    public static GroundTruth read(Path file) throws IOException {
        GroundTruth truth = new GroundTruth();
        TruthReader.read(file, truth);
        return truth;
    }

    @Override
    public synchronized void accept(TruthRecord record) {
        if (record.kind() != TruthKind.OFFLINE && record.kind() != TruthKind.RECONNECT) {
            devices.computeIfAbsent(record.device(), DeviceTruth::new).accept(record);
        }
    }

    /** The devices, by id. */
    public Collection<DeviceTruth> devices() {
        return Collections.unmodifiableCollection(devices.values());
    }

    /**
     * One device.
     *
     * @throws IllegalArgumentException if nothing is known of it
     */
    public DeviceTruth device(String id) {
        DeviceTruth found = devices.get(id);
        if (found == null) {
            throw new IllegalArgumentException("the truth knows no device " + id);
        }
        return found;
    }

    /** Messages given to the broker, second copies on purpose included, redeliveries not. */
    public long published() {
        return sum(DeviceTruth::published);
    }

    /** Different good messages: what is to be accepted. */
    public long accepted() {
        return sum(DeviceTruth::accepted);
    }

    /** Duplicates that must be found. */
    public long duplicates() {
        return sum(DeviceTruth::duplicates);
    }

    /** Duplicates that may be found as well. */
    public long possibleDuplicates() {
        return sum(DeviceTruth::possibleDuplicates);
    }

    /** Numbers that never came, by device, boot and number. */
    public List<MissingRange> missing() {
        return devices.values().stream().flatMap(d -> d.missing().stream()).toList();
    }

    /** How many numbers never came. */
    public long missingMessages() {
        return missing().stream().mapToLong(MissingRange::count).sum();
    }

    /** Good messages that came after a greater number of their boot. */
    public long fills() {
        return sum(DeviceTruth::fills);
    }

    /** Boots after the first, over all devices. */
    public long resets() {
        return sum(device -> Math.max(0, device.boots().size() - 1));
    }

    /** Bad messages by the reason that must be given for them. */
    public Map<ReasonCode, Long> rejects() {
        return merged(DeviceTruth::rejects);
    }

    /** Bad messages sent again by the transport, by reason: perhaps refused twice. */
    public Map<ReasonCode, Long> possibleRejects() {
        return merged(DeviceTruth::possibleRejects);
    }

    /**
     * Devices whose clock is wrong, with the offset (device minus true time).
     *
     * @param threshold offsets up to this, in either direction, count as right
     */
    public Map<String, Duration> skewed(Duration threshold) {
        Map<String, Duration> skewed = new TreeMap<>();
        devices.values()
                .forEach(
                        device ->
                                device.clockOffset()
                                        .filter(o -> o.abs().compareTo(threshold) > 0)
                                        .ifPresent(o -> skewed.put(device.id(), o)));
        return skewed;
    }

    /** Messages of unknown fate: unless 0, nothing exact can be said. */
    public long uncertain() {
        return sum(DeviceTruth::uncertain);
    }

    private long sum(ToLongFunction<DeviceTruth> figure) {
        return devices.values().stream().mapToLong(figure).sum();
    }

    private Map<ReasonCode, Long> merged(Function<DeviceTruth, Map<ReasonCode, Long>> figures) {
        Map<ReasonCode, Long> all = new EnumMap<>(ReasonCode.class);
        for (DeviceTruth device : devices.values()) {
            figures.apply(device).forEach((reason, count) -> all.merge(reason, count, Long::sum));
        }
        return all;
    }
}
