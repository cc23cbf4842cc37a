package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.domain.watch.Shadow;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.ShadowDocument;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes versions of classic shadows; others are passed over. A shadow that is gone is none. What
 * cannot be decoded goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeShadowFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<ShadowDocument> decoder;

    /** Asks the registry of the settings for schemas. */
    public DecodeShadowFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(ShadowDocument.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out)
            throws Exception {
        if (record.value() == null) {
            deleted(record)
                    .ifPresent(device -> out.collect(DeviceInputs.shadow(device, Shadow.NONE)));
            return;
        }
        try {
            ShadowDocument document = decoder.decode(record.value());
            if (document.getShadowName().isEmpty()) {
                out.collect(DeviceInputs.shadow(document.getDeviceId(), shadow(document)));
            }
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    /** The device of a key without a name behind the stroke. */
    private static Optional<String> deleted(KafkaRecord record) {
        return record.keyText()
                .filter(key -> key.endsWith("/"))
                .map(key -> key.substring(0, key.length() - 1));
    }

    private static Shadow shadow(ShadowDocument document) {
        return document.getDeleted()
                ? Shadow.NONE
                : new Shadow(known(document.getDesired()), known(document.getReported()));
    }

    private static String known(String json) {
        return json == null ? "" : json;
    }
}
