package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.domain.watch.RegistryRows;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.Device;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes rows of the registry; a null value deletes the device its key names. What cannot be
 * decoded goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeDescriptionFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<Device> decoder;

    /** Asks the registry of the settings for schemas. */
    public DecodeDescriptionFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(Device.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out)
            throws Exception {
        if (record.value() == null && record.key() != null) {
            out.collect(DeviceInputs.removal(record.keyText().orElseThrow()));
            return;
        }
        try {
            Device row = decoder.decode(record.value());
            out.collect(DeviceInputs.description(row.getDeviceId(), RegistryRows.attributes(row)));
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }
}
