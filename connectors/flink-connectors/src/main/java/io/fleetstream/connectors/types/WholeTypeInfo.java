package io.fleetstream.connectors.types;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How Flink carries a class by a serializer of its own, as a whole: not as fields, never by Kryo,
 * and never as a key. All that is left to say is which serializer.
 *
 * @param <T> the class
 */
public abstract class WholeTypeInfo<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    /** For that class. */
    protected WholeTypeInfo(Class<T> type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    @Override
    public final boolean isBasicType() {
        return false;
    }

    @Override
    public final boolean isTupleType() {
        return false;
    }

    @Override
    public final int getArity() {
        return 1;
    }

    @Override
    public final int getTotalFields() {
        return 1;
    }

    @Override
    public final Class<T> getTypeClass() {
        return type;
    }

    @Override
    public final boolean isKeyType() {
        return false;
    }

    @Override
    public final String toString() {
        return type.getSimpleName();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof WholeTypeInfo<?> that
                && that.canEqual(this)
                && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    @Override
    public final boolean canEqual(Object other) {
        return other != null && other.getClass() == getClass();
    }
}
