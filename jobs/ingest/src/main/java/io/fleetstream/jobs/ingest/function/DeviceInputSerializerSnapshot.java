package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.RegistryRow;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Format of {@link DeviceInputSerializer} in savepoints. */
public final class DeviceInputSerializerSnapshot
        extends CompositeTypeSerializerSnapshot<DeviceInput, DeviceInputSerializer> {
    private static final int VERSION = 1;

    /** Read by Flink from a savepoint. */
    public DeviceInputSerializerSnapshot() {}

    DeviceInputSerializerSnapshot(DeviceInputSerializer serializer) {
        super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
        return VERSION;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(DeviceInputSerializer serializer) {
        return new TypeSerializer<?>[] {serializer.registry()};
    }

    @Override
    @SuppressWarnings("unchecked") // the one nested serializer is that of registry rows
    protected DeviceInputSerializer createOuterSerializerWithNestedSerializers(
            TypeSerializer<?>[] nested) {
        return new DeviceInputSerializer((TypeSerializer<RegistryRow>) nested[0]);
    }
}
