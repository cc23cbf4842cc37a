package io.fleetstream.cli.rollout;

import io.fleetstream.cli.alarm.BackTest;
import io.fleetstream.cli.alarm.RuleFile;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.rollout.domain.rehearsal.RecordedDevice;
import io.fleetstream.jobs.rollout.domain.rehearsal.RecordedSignal;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceTraits;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What archived readings would have told the gate of a rollout: alarms of rules, by the job's code,
 * and reboots; once as the readings are, and once as an update would have made them. Devices stand
 * together, each in the order its messages arrived. Not thread-safe.
 */
public final class Recording implements Consumer<Reading> {
    private final Optional<MetricShift> shift;
    private final BackTest asRecorded;
    private final BackTest withUpdate;
    private final Map<String, List<RecordedSignal>> recorded = new HashMap<>();
    private final Map<String, List<RecordedSignal>> updated = new HashMap<>();
    private final Map<String, Reading> first = new TreeMap<>();
    private final Map<String, String> boots = new HashMap<>();
    private Instant from = Instant.MAX;
    private Instant until = Instant.MIN;

    /**
     * A recording.
     *
     * @param shift what the update does to readings; empty for nothing
     * @param bound the reorder bound of the job anomaly
     */
    public Recording(
            List<RuleFile> rules,
            Map<String, Attributes> registry,
            Duration bound,
            Optional<MetricShift> shift) {
        this.shift = shift;
        this.asRecorded = new BackTest(rules, registry, bound, Optional.empty(), alarms(recorded));
        this.withUpdate = new BackTest(rules, registry, bound, Optional.empty(), alarms(updated));
    }

    @Override
    public void accept(Reading reading) {
        first.putIfAbsent(reading.getDeviceId(), reading);
        Instant at = reading.getReceivedAt();
        from = at.isBefore(from) ? at : from;
        until = at.isAfter(until) ? at : until;
        boot(reading);
        asRecorded.accept(reading);
        withUpdate.accept(shift.isPresent() ? shift.get().on(reading) : reading);
    }

    /** After the last reading. */
    public void finish() {
        asRecorded.finish();
        withUpdate.finish();
    }

    /** When the first reading arrived. */
    public Instant from() {
        return from;
    }

    /** When the last reading arrived. */
    public Instant until() {
        return until;
    }

    /** How many readings there were. */
    public long readings() {
        return asRecorded.readings();
    }

    /**
     * The devices that the rollout is for, as their first readings have them.
     *
     * @param registry rows that say more of some of them
     */
    public List<RecordedDevice> targets(
            RolloutDefinition definition, Map<String, Device> registry) {
        List<RecordedDevice> targets = new ArrayList<>();
        first.forEach(
                (device, reading) -> {
                    DeviceTraits traits = traits(reading, registry.get(device));
                    if (definition.devices().matches(traits)
                            && definition.requires().matches(traits)) {
                        targets.add(
                                new RecordedDevice(
                                        device,
                                        recorded.getOrDefault(device, List.of()),
                                        updated.getOrDefault(device, List.of())));
                    }
                });
        return targets;
    }

    private void boot(Reading reading) {
        String boot = reading.getBootId();
        if (boot == null) {
            return;
        }
        String last = boots.put(reading.getDeviceId(), boot);
        if (last != null && !last.equals(boot)) {
            RecordedSignal reboot =
                    new RecordedSignal("reboots", reading.getReceivedAt().toEpochMilli());
            add(recorded, reading.getDeviceId(), reboot);
            add(updated, reading.getDeviceId(), reboot);
        }
    }

    private static Consumer<AlarmEvent> alarms(Map<String, List<RecordedSignal>> into) {
        return event -> {
            if (event.getChange() == AlarmChangeKind.RAISED) {
                add(
                        into,
                        event.getDeviceId(),
                        new RecordedSignal(
                                "alarm:" + event.getRuleId(),
                                event.getHappenedAt().toEpochMilli()));
            }
        };
    }

    private static void add(
            Map<String, List<RecordedSignal>> into, String device, RecordedSignal signal) {
        into.computeIfAbsent(device, unseen -> new ArrayList<>()).add(signal);
    }

    private static DeviceTraits traits(Reading reading, Device row) {
        return new DeviceTraits(
                reading.getDeviceId(),
                reading.getOrg(),
                reading.getSite(),
                reading.getDeviceType(),
                reading.getModel(),
                row == null ? null : row.getHardware(),
                row == null ? "ACTIVE" : row.getStatus().name(),
                reading.getFirmware(),
                row == null ? Map.of() : row.getTags());
    }
}
