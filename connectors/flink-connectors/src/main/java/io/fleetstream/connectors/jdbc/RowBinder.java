package io.fleetstream.connectors.jdbc;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/** Sets the parameters of a statement one after the other; every value may be null. */
public final class RowBinder {
    private static final char NUL = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private final PreparedStatement statement;
    private int index;

    /** Starts at the statement's first parameter. */
    public RowBinder(PreparedStatement statement) {
        this.statement = statement;
    }

    /**
     * Text. The character NUL, which PostgreSQL does not take, becomes the replacement character: a
     * device may send it, and one row must not stop the job.
     */
    public RowBinder text(String value) throws SQLException {
        statement.setString(++index, value == null ? null : value.replace(NUL, REPLACEMENT));
        return this;
    }

    /** An instant, for {@code timestamptz}; to the microsecond. */
    public RowBinder instant(Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(++index, value.atOffset(ZoneOffset.UTC));
        }
        return this;
    }

    /** A {@code double precision}. */
    public RowBinder number(Double value) throws SQLException {
        statement.setObject(++index, value, Types.DOUBLE);
        return this;
    }

    /** A {@code bigint}. */
    public RowBinder bigint(Long value) throws SQLException {
        statement.setObject(++index, value, Types.BIGINT);
        return this;
    }

    /** An {@code integer}. */
    public RowBinder integer(Integer value) throws SQLException {
        statement.setObject(++index, value, Types.INTEGER);
        return this;
    }

    /** A {@code boolean}. */
    public RowBinder flag(Boolean value) throws SQLException {
        statement.setObject(++index, value, Types.BOOLEAN);
        return this;
    }

    /** A {@code bytea}: what remains of the buffer, which stays as it is. */
    public RowBinder bytes(ByteBuffer value) throws SQLException {
        byte[] bytes = null;
        if (value != null) {
            bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
        }
        statement.setBytes(++index, bytes);
        return this;
    }
}
