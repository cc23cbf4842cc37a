package io.fleetstream.benchmarks.flink;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A variant that is a bounded Flink job: each drain builds it anew on a cluster that stays.
 * Variants that share a process and ask for the same managed memory share the cluster.
 */
public abstract class FlinkVariant implements Variant {
    private static final MemorySize LEAST_MANAGED = MemorySize.ofMebiBytes(64);

    private static final Map<MemorySize, LocalCluster> CLUSTERS = new HashMap<>();

    @Override
    public final Sample drain(Request request) throws Exception {
        LocalCluster cluster = CLUSTERS.get(managedMemory());
        if (cluster == null) {
            cluster = LocalCluster.start(managedMemory());
            CLUSTERS.put(managedMemory(), cluster);
        }
        StreamExecutionEnvironment environment = LocalCluster.environment();
        build(environment, request);
        cluster.run(environment);
        return measured(request);
    }

    /** Memory for RocksDB, where the job has it. */
    protected MemorySize managedMemory() {
        return LEAST_MANAGED;
    }

    /** Puts the job together; its source of records is a {@link MeteredSource}. */
    protected abstract void build(StreamExecutionEnvironment environment, Request request)
            throws Exception;

    /** What the job took, asked for right after its end. */
    protected Sample measured(Request request) {
        return DrainWindow.sample();
    }

    @Override
    public void close() {
        LocalCluster cluster = CLUSTERS.remove(managedMemory());
        if (cluster != null) {
            cluster.close();
        }
    }
}
