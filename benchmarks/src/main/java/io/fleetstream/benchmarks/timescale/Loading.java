package io.fleetstream.benchmarks.timescale;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One way to write the rows, over one connection that stays open until the next drain: so its
 * backend can be asked what it took.
 */
public abstract class Loading implements Variant {
    /** Request: JDBC address. */
    static final String URL = "url";

    /** Request: role. */
    static final String USER = "user";

    /** Request: file with its password. */
    static final String PASSWORD_FILE = "password-file";

    /** Request: what the connection is called. */
    static final String CONNECTION = "connection";

    /** Request: whether the rows are there already. */
    static final String REDELIVERED = "redelivered";

    /** Rows of a batch, for all. */
    static final int BATCH = 5_000;

    private static final int BATCH_BYTES = 1 << 25;

    @Override
    public final Sample drain(Request request) throws Exception {
        PostgresSettings settings = settings(request);
        long rows = request.number(Request.RECORDS);
        disconnect();
        prepare(settings, rows);
        if (request.number(REDELIVERED) == 0) {
            execute(settings, "TRUNCATE device_readings");
        } else {
            // as the server does by itself, sooner or later
            execute(settings, "ANALYZE device_readings");
        }
        connect(settings);
        ResourceMeter meter = ResourceMeter.start();
        load(rows);
        return meter.stop(rows);
    }

    /** Once, before the table is emptied. */
    void prepare(PostgresSettings settings, long rows) throws Exception {}

    /** Opens the connection, if it can be opened before there are rows. */
    abstract void connect(PostgresSettings settings) throws Exception;

    /** Writes all rows; the last batch is committed when it returns. */
    abstract void load(long rows) throws Exception;

    /** Closes the connection, if there is one. */
    abstract void disconnect() throws Exception;

    private static PostgresSettings settings(Request request) {
        String url = request.text(URL);
        return new PostgresSettings(
                url
                        + (url.contains("?") ? "&" : "?")
                        + "reWriteBatchedInserts=true&ApplicationName="
                        + request.text(CONNECTION),
                request.text(USER),
                request.text(PASSWORD_FILE),
                BATCH,
                BATCH_BYTES,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    static void execute(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = new PostgresLogin(settings).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
