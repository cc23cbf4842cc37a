package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.measure.Sample;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job over the requests of a fleet, on either state backend; the books are checked at its end.
 */
abstract class ShadowVariant extends FlinkVariant {
    /** Flink's name of RocksDB. */
    static final String ROCKSDB = "rocksdb";

    private static final Duration ROCKSDB_CHECKPOINTS = Duration.ofSeconds(10);
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

    /** Twice what a mean may be off by when it is rounded to a byte, and some. */
    private static final double TOLERANCE = 0.01;

    @Override
    protected final MemorySize managedMemory() {
        return MANAGED;
    }

    @Override
    protected final void build(StreamExecutionEnvironment environment, Request request)
            throws Exception {
        if (request.text(Setting.BACKEND).equals(ROCKSDB)) {
            Configuration backend = new Configuration();
            backend.set(StateBackendOptions.STATE_BACKEND, ROCKSDB);
            backend.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            backend.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, ROCKSDB_CHECKPOINTS);
            environment.configure(backend);
        }
        Ledger.reset();
        buildJob(environment, request);
    }

    /** Puts the job together, once the backend is chosen. */
    protected abstract void buildJob(StreamExecutionEnvironment environment, Request request)
            throws Exception;

    /** Whether the job writes what shadows say, not only as much. */
    protected abstract boolean writesContents();

    /** The end of the job is the end of the drain: everything has gone through. */
    @Override
    protected final Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        check(Ledger.books(), request, writesContents());
        return super.measured(request);
    }

    /**
     * Compares what was written with what was to be written.
     *
     * @throws IllegalStateException if it is something else
     */
    static void check(Books books, Request request, boolean contents) {
        boolean ok =
                contents
                        ? books.messages() == request.number(Setting.MESSAGES)
                                && books.messageBytes() == request.number(Setting.MESSAGE_BYTES)
                                && books.documents() == request.number(Setting.DOCUMENTS)
                        : near(books.messages(), request.number(Setting.MESSAGES))
                                && near(books.messageBytes(), request.number(Setting.MESSAGE_BYTES))
                                && books.documents() == request.number(Setting.DOCUMENTS);
        boolean looked = contents && Boolean.parseBoolean(request.text(Setting.LOOK));
        if (!ok || (looked && books.contents() != request.number(Setting.CONTENTS))) {
            throw new IllegalStateException(
                    "written were "
                            + books
                            + "; to be written were "
                            + request.text(Setting.MESSAGES)
                            + " messages of "
                            + request.text(Setting.MESSAGE_BYTES)
                            + " bytes, "
                            + request.text(Setting.DOCUMENTS)
                            + " documents, contents "
                            + Long.toHexString(request.number(Setting.CONTENTS)));
        }
    }

    private static boolean near(long value, long expected) {
        return Math.abs(value - expected) <= TOLERANCE * expected;
    }
}
