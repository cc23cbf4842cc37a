package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.flink.LocalCluster;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.shadow.ShadowConfig;
import io.fleetstream.jobs.shadow.ShadowSinks;
import io.fleetstream.jobs.shadow.ShadowTopology;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The shadow job with one shadow for each device of a fleet, fed from memory: what its state takes,
 * then a checkpoint, some reports, and another checkpoint. The answer is a file.
 */
public final class FleetVariant implements Variant {
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);
    private static final long PAUSE_NANOS = 10_000_000;

    private LocalCluster cluster;

    @Override
    public Sample drain(Request request) throws Exception {
        long devices = request.number(Setting.DEVICES);
        long touched = request.number(Setting.TOUCHED);
        cluster = LocalCluster.start(MANAGED);
        long before = used();
        Ledger.reset();
        Turnstile.reset(devices);
        ResourceMeter meter = ResourceMeter.start();
        JobID job = cluster.submit(job(request, devices));
        await(job, devices);
        Sample sample = meter.stop(devices);
        Properties report = new Properties();
        report.setProperty("heap", Long.toString(used() - before));
        report(report, "all", cluster.checkpoint(job));
        Turnstile.open(touched);
        await(job, devices + touched);
        report(report, "touched", cluster.checkpoint(job));
        cluster.cancel(job);
        try (Writer file = Files.newBufferedWriter(Path.of(request.text(Setting.REPORT)))) {
            report.store(file, null);
        }
        return sample;
    }

    private static void report(Properties report, String name, AbstractCheckpointStats stats) {
        report.setProperty(name + ".bytes", Long.toString(stats.getCheckpointedSize()));
        report.setProperty(name + ".millis", Long.toString(stats.getEndToEndDuration()));
    }

    private static StreamExecutionEnvironment job(Request request, long devices)
            throws IOException {
        StreamExecutionEnvironment environment = LocalCluster.environment();
        environment.getCheckpointConfig().disableCheckpointing();
        Configuration backend = new Configuration();
        backend.set(StateBackendOptions.STATE_BACKEND, request.text(Setting.BACKEND));
        backend.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        environment.configure(backend);
        ShadowTopology.buildShadows(
                environment,
                config(),
                new DataGeneratorSource<KafkaRecord>(
                        new FleetRequests(devices),
                        Long.MAX_VALUE,
                        Turnstile.strategy(),
                        KafkaRecordTypeInfo.INSTANCE),
                new ShadowSinks(
                        new DiscardingSink<>(),
                        new BookingSink<>((document, books) -> books.document(0)),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()));
        return environment;
    }

    private static ShadowConfig config() throws IOException {
        return ShadowConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", "unused:9092",
                            "--schema-registry.url", "http://unused:8081"
                        },
                        Map.of()));
    }

    /** Waits until that many changes have been made; the operator is idle then. */
    private void await(JobID job, long changes) throws Exception {
        while (Ledger.books().documents() < changes) {
            if (!cluster.runs(job)) {
                throw new IOException("the job has ended before its time");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
