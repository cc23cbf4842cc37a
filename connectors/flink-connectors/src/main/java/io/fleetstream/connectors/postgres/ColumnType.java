package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.RowBinder;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;

/** Types of columns this package writes, each with its form in binary and as a parameter. */
public enum ColumnType {
    /** {@code text} from {@link String}. */
    TEXT("text") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.text((String) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.text((String) value);
        }
    },
    /** {@code bigint} from {@link Long}. */
    BIGINT("int8") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.bigint((Long) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.bigint((Long) value);
        }
    },
    /** {@code integer} from {@link Integer}. */
    INTEGER("int4") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.integer((Integer) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.integer((Integer) value);
        }
    },
    /** {@code double precision} from {@link Double}. */
    DOUBLE("float8") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.number((Double) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.number((Double) value);
        }
    },
    /** {@code boolean} from {@link Boolean}. */
    BOOLEAN("bool") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.flag((Boolean) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.flag((Boolean) value);
        }
    },
    /** {@code timestamptz} from {@link Instant}, to the microsecond. */
    TIMESTAMPTZ("timestamptz") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.instant((Instant) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.instant((Instant) value);
        }
    },
    /** {@code bytea} from what remains of a {@link ByteBuffer}. */
    BYTEA("bytea") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.bytes((ByteBuffer) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.bytes((ByteBuffer) value);
        }
    },
    /** {@code jsonb} from its text. */
    JSONB("jsonb") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.json((String) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.text((String) value);
        }
    },
    /** {@code json}, which keeps the spelling of its text. */
    JSON("json") {
        @Override
        void encode(Object value, RowEncoder out) {
            out.text((String) value);
        }

        @Override
        void bind(Object value, RowBinder out) throws SQLException {
            out.text((String) value);
        }
    };

    private final String postgresName;

    ColumnType(String postgresName) {
        this.postgresName = postgresName;
    }

    /** Name in {@code pg_type}. */
    String postgresName() {
        return postgresName;
    }

    /** Whether its binary form has eight bytes. */
    boolean isEightBytes() {
        return this == BIGINT || this == DOUBLE || this == TIMESTAMPTZ;
    }

    abstract void encode(Object value, RowEncoder out);

    abstract void bind(Object value, RowBinder out) throws SQLException;
}
