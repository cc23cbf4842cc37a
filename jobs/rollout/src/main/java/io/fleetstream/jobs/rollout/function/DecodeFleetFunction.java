package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Topics;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes what concerns devices: rows of the registry, what devices report of themselves, and
 * alarms that are raised. A null value in the registry takes the device out. What cannot be decoded
 * goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeFleetFunction extends ProcessFunction<KafkaRecord, FleetInput> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<Device> devices;
    private transient ConfluentAvroDecoder<DeviceFacts> facts;
    private transient ConfluentAvroDecoder<AlarmEvent> alarms;

    /** Asks the registry of the settings for schemas. */
    public DecodeFleetFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        devices = new ConfluentAvroDecoder<>(Device.class, settings);
        facts = new ConfluentAvroDecoder<>(DeviceFacts.class, settings);
        alarms = new ConfluentAvroDecoder<>(AlarmEvent.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<FleetInput> out)
            throws Exception {
        if (record.value() == null) {
            if (record.topic().equals(Topics.DEVICE_REGISTRY)) {
                record.keyText()
                        .ifPresent(
                                device ->
                                        out.collect(
                                                FleetInput.fleet(
                                                        device, null, record.timestamp())));
            }
            return;
        }
        try {
            input(record).ifPresent(out::collect);
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    private Optional<FleetInput> input(KafkaRecord record) throws Exception {
        return switch (record.topic()) {
            case Topics.DEVICE_REGISTRY -> Optional.of(row(record));
            case Topics.DEVICE_FACTS -> Optional.of(fact(record));
            case Topics.ALARMS -> alarm(alarms.decode(record.value()));
            default -> throw new IllegalStateException("nobody asked for " + record.topic());
        };
    }

    private FleetInput row(KafkaRecord record) throws Exception {
        Device row = devices.decode(record.value());
        return FleetInput.fleet(
                row.getDeviceId(),
                new FleetRow(
                        row.getOrg(),
                        row.getSite(),
                        row.getDeviceType(),
                        known(row.getModel()),
                        known(row.getHardware()),
                        row.getStatus().name(),
                        known(row.getTimeZone()),
                        row.getTags(),
                        "",
                        ""),
                record.timestamp());
    }

    private FleetInput fact(KafkaRecord record) throws Exception {
        DeviceFacts row = facts.decode(record.value());
        return FleetInput.facts(
                row.getDeviceId(),
                known(row.getFirmware()),
                known(row.getBootId()),
                row.getUpdatedAt().toEpochMilli());
    }

    /** An alarm that begins; one of a whole group is about no device. */
    private static Optional<FleetInput> alarm(AlarmEvent event) {
        boolean begins = event.getChange() == AlarmChangeKind.RAISED && event.getDevices() == 0;
        return begins
                ? Optional.of(
                        FleetInput.signal(
                                event.getDeviceId(),
                                "alarm:" + event.getRuleId(),
                                event.getHappenedAt().toEpochMilli()))
                : Optional.empty();
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }
}
