package io.fleetstream.jobs.aggregate.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries values of a {@link Format} between operators. */
public final class FormatTypeInfo<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final FormatSerializer<T> serializer;

    /** For a format of {@link Formats}. */
    public FormatTypeInfo(Format<T> format) {
        this.serializer = new FormatSerializer<>(format);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return serializer.format().type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public String toString() {
        return getTypeClass().getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatTypeInfo<?> that && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return serializer.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FormatTypeInfo<?>;
    }
}
