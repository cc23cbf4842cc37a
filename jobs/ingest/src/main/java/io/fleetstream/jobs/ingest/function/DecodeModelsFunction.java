package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.enrich.Rows;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads {@code device.models}: the record's key is the model, a null value deletes it; stateless.
 * What cannot be read goes to {@link DeadLetters#TAG}; a schema registry that cannot be reached
 * fails the task.
 */
public final class DecodeModelsFunction extends ProcessFunction<KafkaRecord, ModelChange> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings kafka;
    private final DeadLetters deadLetters;
    private transient ConfluentAvroDecoder<DeviceModel> decoder;
    private transient Counter unreadable;

    /** Decodes by the schemas of the settings' registry. */
    public DecodeModelsFunction(KafkaSettings kafka, DeadLetters deadLetters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(DeviceModel.class, kafka);
        unreadable =
                FleetMetrics.of(getRuntimeContext())
                        .counter("deadLetters", "reason", ReasonCode.UNREADABLE_RECORD);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ModelChange> out)
            throws IOException {
        try {
            out.collect(read(record));
        } catch (UndecodableRecordException e) {
            unreadable.inc();
            context.output(
                    DeadLetters.TAG, deadLetters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    private ModelChange read(KafkaRecord record) throws UndecodableRecordException, IOException {
        if (record.value() != null) {
            DeviceModel model = decoder.decode(record.value());
            return new ModelChange(model.getModel(), Rows.of(model));
        }
        Optional<String> deleted = record.keyText();
        if (deleted.isEmpty()) {
            throw new UndecodableRecordException("neither key nor value");
        }
        return new ModelChange(deleted.get(), null);
    }
}
