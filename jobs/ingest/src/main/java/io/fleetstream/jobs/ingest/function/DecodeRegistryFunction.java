package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.enrich.Rows;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads {@code device.registry}: the record's key is the device, a null value forgets it;
 * stateless. What cannot be read goes to {@link DeadLetters#TAG}; a schema registry that cannot be
 * reached fails the task.
 */
public final class DecodeRegistryFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings kafka;
    private final DeadLetters deadLetters;
    private transient ConfluentAvroDecoder<Device> decoder;
    private transient Counter unreadable;

    /** Decodes by the schemas of the settings' registry. */
    public DecodeRegistryFunction(KafkaSettings kafka, DeadLetters deadLetters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(Device.class, kafka);
        unreadable =
                FleetMetrics.of(getRuntimeContext())
                        .counter("deadLetters", "reason", ReasonCode.UNREADABLE_RECORD);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out)
            throws IOException {
        try {
            out.collect(read(record));
        } catch (UndecodableRecordException e) {
            unreadable.inc();
            context.output(
                    DeadLetters.TAG, deadLetters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }

    private DeviceInput read(KafkaRecord record) throws UndecodableRecordException, IOException {
        if (record.value() != null) {
            Device device = decoder.decode(record.value());
            return DeviceInput.registered(device.getDeviceId(), Rows.of(device));
        }
        Optional<String> forgotten = record.keyText();
        if (forgotten.isEmpty()) {
            throw new UndecodableRecordException("neither key nor value");
        }
        return DeviceInput.registered(forgotten.get(), null);
    }
}
