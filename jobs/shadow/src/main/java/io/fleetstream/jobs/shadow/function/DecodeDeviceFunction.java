package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes rows of the registry, and facts, of which the firmware counts; a null value deletes the
 * device its key names. What cannot be decoded goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeDeviceFunction extends ProcessFunction<KafkaRecord, RowChange> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<Device> devices;
    private transient ConfluentAvroDecoder<DeviceFacts> facts;

    /** Asks the registry of the settings for schemas. */
    public DecodeDeviceFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        devices = new ConfluentAvroDecoder<>(Device.class, settings);
        facts = new ConfluentAvroDecoder<>(DeviceFacts.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<RowChange> out)
            throws Exception {
        boolean isFacts = record.topic().equals(Topics.DEVICE_FACTS);
        if (record.value() == null && record.key() != null) {
            String device = record.keyText().orElseThrow();
            out.collect(
                    isFacts
                            ? RowChange.firmware(device, null, 0)
                            : RowChange.registry(device, null));
            return;
        }
        try {
            out.collect(
                    isFacts
                            ? change(facts.decode(record.value()))
                            : change(devices.decode(record.value())));
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    private static RowChange change(DeviceFacts row) {
        return RowChange.firmware(
                row.getDeviceId(), row.getFirmware(), Micros.of(row.getUpdatedAt()));
    }

    private static RowChange change(Device row) {
        return RowChange.registry(
                row.getDeviceId(),
                new DeviceRow(
                        row.getOrg(),
                        row.getSite(),
                        row.getDeviceType(),
                        row.getModel(),
                        row.getHardware(),
                        row.getStatus().name(),
                        row.getTags(),
                        Micros.of(row.getUpdatedAt())));
    }
}
