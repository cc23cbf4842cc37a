package io.fleetstream.schemas.database;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What the server said, without where in its code it said so. */
final class ServerText {
    private ServerText() {}

    static String of(SQLException e) {
        return e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null
                ? postgres.getServerErrorMessage().getMessage()
                : String.valueOf(e.getMessage());
    }
}
