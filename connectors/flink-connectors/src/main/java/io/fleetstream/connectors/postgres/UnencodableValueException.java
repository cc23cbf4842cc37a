package io.fleetstream.connectors.postgres;

/** A value that no column of its type can hold, whatever the database is asked. */
final class UnencodableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DATETIME_OUT_OF_RANGE = "22008";
    private static final String NULL_NOT_ALLOWED = "22004";

    private final String sqlState;
    private transient String column;

    private UnencodableValueException(String sqlState) {
        super("SQLSTATE " + sqlState, null, false, false);
        this.sqlState = sqlState;
    }

    static UnencodableValueException timeOutOfRange() {
        return new UnencodableValueException(DATETIME_OUT_OF_RANGE);
    }

    static UnencodableValueException nullInKey() {
        return new UnencodableValueException(NULL_NOT_ALLOWED);
    }

    UnencodableValueException in(String name) {
        column = name;
        return this;
    }

    /** As the database would have refused it. */
    Rejection rejection(String table) {
        return new Rejection(sqlState, table, column, null);
    }
}
