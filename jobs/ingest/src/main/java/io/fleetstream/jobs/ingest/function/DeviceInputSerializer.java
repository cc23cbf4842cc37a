package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link DeviceInput}: which of its parts there are, the device, the parts. Copies are the
 * same object, since nobody writes into one.
 */
public final class DeviceInputSerializer extends TypeSerializer<DeviceInput> {
    private static final long serialVersionUID = 1L;

    private static final int MESSAGE = 1;
    private static final int REGISTRY = 2;
    private static final int REJECTION = 4;
    private static final int RAW = 8;

    private final TypeSerializer<RegistryRow> registry;
    private transient ParsedMessageCodec codec;

    /** With the serializer of registry rows. */
    DeviceInputSerializer(TypeSerializer<RegistryRow> registry) {
        this.registry = registry;
    }

    /** The serializer of registry rows. */
    TypeSerializer<RegistryRow> registry() {
        return registry;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<DeviceInput> duplicate() {
        return new DeviceInputSerializer(registry.duplicate());
    }

    @Override
    public DeviceInput createInstance() {
        return new DeviceInput("", null, null, null, null);
    }

    @Override
    public DeviceInput copy(DeviceInput from) {
        return from;
    }

    @Override
    public DeviceInput copy(DeviceInput from, DeviceInput reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(DeviceInput input, DataOutputView target) throws IOException {
        int parts =
                (input.message() == null ? 0 : MESSAGE)
                        | (input.registry() == null ? 0 : REGISTRY)
                        | (input.rejection() == null ? 0 : REJECTION)
                        | (input.raw() == null ? 0 : RAW);
        target.writeByte(parts);
        Texts.write(input.deviceId(), target);
        if (input.message() != null) {
            ParsedMessageCodec.write(input.message(), target);
        }
        if (input.registry() != null) {
            registry.serialize(input.registry(), target);
        }
        if (input.rejection() != null) {
            RejectionCodec.write(input.rejection(), target);
        }
        if (input.raw() != null) {
            RawRecordCodec.write(input.raw(), target);
        }
    }

    @Override
    public DeviceInput deserialize(DataInputView source) throws IOException {
        int parts = source.readUnsignedByte();
        String device = codec().texts().read(source);
        ParsedMessage message = (parts & MESSAGE) == 0 ? null : codec().read(device, source);
        RegistryRow row = (parts & REGISTRY) == 0 ? null : registry.deserialize(source);
        Rejection rejection = (parts & REJECTION) == 0 ? null : RejectionCodec.read(source);
        KafkaRecord raw = (parts & RAW) == 0 ? null : RawRecordCodec.read(codec().texts(), source);
        return new DeviceInput(device, message, row, rejection, raw);
    }

    @Override
    public DeviceInput deserialize(DeviceInput reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public DeviceInputSerializerSnapshot snapshotConfiguration() {
        return new DeviceInputSerializerSnapshot(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceInputSerializer that && registry.equals(that.registry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(DeviceInputSerializer.class, registry);
    }

    private ParsedMessageCodec codec() {
        if (codec == null) {
            codec = new ParsedMessageCodec();
        }
        return codec;
    }
}
