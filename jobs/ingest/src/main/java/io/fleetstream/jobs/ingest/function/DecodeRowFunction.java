package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.enrich.ModelRows;
import io.fleetstream.jobs.ingest.domain.enrich.Rows;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Reads a compacted topic of rows: the record's key is the row's, a null value deletes it;
 * stateless. What cannot be read goes to {@link DeadLetters#TAG}; a schema registry that cannot be
 * reached fails the task.
 *
 * @param <A> record in the topic
 * @param <R> change of a row
 */
public final class DecodeRowFunction<A extends SpecificRecord, R>
        extends ProcessFunction<KafkaRecord, R> {
    private static final long serialVersionUID = 1L;

    private final Class<A> type;
    private final KafkaSettings kafka;
    private final DeadLetters deadLetters;
    private final SerializableFunction<A, R> written;
    private final SerializableFunction<String, R> deleted;
    private transient ConfluentAvroDecoder<A> decoder;
    private transient Counter unreadable;

    private DecodeRowFunction(
            Class<A> type,
            KafkaSettings kafka,
            DeadLetters deadLetters,
            SerializableFunction<A, R> written,
            SerializableFunction<String, R> deleted) {
        this.type = type;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.written = written;
        this.deleted = deleted;
    }

    /** Of {@code device.registry}; decodes by the schemas of the settings' registry. */
    public static DecodeRowFunction<Device, DeviceInput> registry(
            KafkaSettings kafka, DeadLetters deadLetters) {
        return new DecodeRowFunction<>(
                Device.class,
                kafka,
                deadLetters,
                device -> DeviceInput.registered(device.getDeviceId(), Rows.of(device)),
                key -> DeviceInput.registered(key, null));
    }

    /** Of {@code device.models}; decodes by the schemas of the settings' registry. */
    public static DecodeRowFunction<DeviceModel, ReferenceChange> models(
            KafkaSettings kafka, DeadLetters deadLetters) {
        return new DecodeRowFunction<>(
                DeviceModel.class,
                kafka,
                deadLetters,
                model -> ReferenceChange.of(new ModelChange(model.getModel(), ModelRows.of(model))),
                key -> ReferenceChange.of(new ModelChange(key, null)));
    }

    /** Of {@code device.manifests}; decodes by the schemas of the settings' registry. */
    public static DecodeRowFunction<DeviceManifest, ReferenceChange> manifests(
            KafkaSettings kafka, DeadLetters deadLetters) {
        return new DecodeRowFunction<>(
                DeviceManifest.class,
                kafka,
                deadLetters,
                manifest ->
                        ReferenceChange.of(
                                new ManifestChange(manifest.getName(), Rows.of(manifest))),
                key -> ReferenceChange.of(new ManifestChange(key, null)));
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(type, kafka);
        unreadable =
                FleetMetrics.of(getRuntimeContext())
                        .counter("deadLetters", "reason", ReasonCode.UNREADABLE_RECORD);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<R> out)
            throws IOException {
        try {
            out.collect(read(record));
        } catch (UndecodableRecordException e) {
            unreadable.inc();
            context.output(
                    DeadLetters.TAG, deadLetters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    private R read(KafkaRecord record) throws UndecodableRecordException, IOException {
        if (record.value() != null) {
            return written.apply(decoder.decode(record.value()));
        }
        Optional<String> key = record.keyText();
        if (key.isEmpty()) {
            throw new UndecodableRecordException("neither key nor value");
        }
        return deleted.apply(key.get());
    }
}
