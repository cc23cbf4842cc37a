package io.fleetstream.jobs.timescale.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.timescale.domain.RegistryRow;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.ReasonCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes rows of the device registry; a null value deletes the device its key names. What cannot
 * be decoded goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeRegistryFunction extends ProcessFunction<KafkaRecord, RegistryRow> {
    private static final long serialVersionUID = 1L;
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    private final KafkaSettings settings;
    private final DeadLetters letters;
    private transient ConfluentAvroDecoder<Device> decoder;

    /** Asks the registry of the settings for schemas. */
    public DecodeRegistryFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(Device.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<RegistryRow> out)
            throws Exception {
        Optional<String> key = record.keyText();
        if (record.value() == null && key.isPresent()) {
            out.collect(RegistryRow.deleted(key.get()));
            return;
        }
        RegistryRow row;
        try {
            row = RegistryRow.of(decoder.decode(record.value()));
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
            return;
        }
        if (!DEVICE_ID.matcher(row.deviceId()).matches()) {
            context.output(
                    DeadLetters.TAG,
                    letters.deadLetter(
                            record,
                            ReasonCode.WRONG_TYPE,
                            "device_id is not of the form " + DEVICE_ID));
            return;
        }
        out.collect(row);
    }
}
