package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes streams into tables, for rates at which a statement per row is too slow.
 *
 * <p>At least once, by batches: copied if no row of theirs is there, else upserted such that rows
 * that are there and equal cost no log and touch no compressed chunk. Within a subtask the row that
 * came last stays, unless the table says otherwise; key the stream so that all rows of one key pass
 * through one subtask.
 *
 * <p>A database that is away is waited for, as long as the settings say, while the input is held
 * up; then the task fails. A row the database will never take, for what is in it, comes out of the
 * stream. It comes out before the barrier of the checkpoint that covers the row, so a sink that is
 * exactly once has it exactly once.
 */
public final class TableStreams {
    private TableStreams() {}

    /** What stands for a refused row downstream. */
    @FunctionalInterface
    public interface Refusal<T, R> extends Serializable {
        /** Describes the refusal; never null. */
        R of(T row, Rejection rejection);
    }

    /**
     * Writes a stream.
     *
     * @param refusals type of what comes out
     * @return what stands for rows the database refused
     */
    public static <T, R> SingleOutputStreamOperator<R> write(
            DataStream<T> rows,
            Table<T> table,
            PostgresSettings settings,
            Refusal<T, R> refusal,
            TypeInformation<R> refusals,
            String uid) {
        return rows.transform(uid, refusals, new WriteTableFactory<>(table, settings, refusal))
                .uid(uid)
                .name(uid);
    }
}
