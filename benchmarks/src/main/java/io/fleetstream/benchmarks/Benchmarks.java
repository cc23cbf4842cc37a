package io.fleetstream.benchmarks;

import io.fleetstream.benchmarks.alarms.AlarmsBenchmark;
import io.fleetstream.benchmarks.anomaly.AnomalyBenchmark;
import io.fleetstream.benchmarks.anomaly.CostBenchmark;
import io.fleetstream.benchmarks.bearings.BearingsBenchmark;
import io.fleetstream.benchmarks.bridge.BridgeBenchmark;
import io.fleetstream.benchmarks.fresh.FreshBenchmark;
import io.fleetstream.benchmarks.gate.GateBenchmark;
import io.fleetstream.benchmarks.ingest.IngestBenchmark;
import io.fleetstream.benchmarks.parquet.ParquetBenchmark;
import io.fleetstream.benchmarks.pipeline.PipelineCostBenchmark;
import io.fleetstream.benchmarks.presence.PresenceBenchmark;
import io.fleetstream.benchmarks.read.ReadBenchmark;
import io.fleetstream.benchmarks.rollout.RolloutBenchmark;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.scale.ScaleBenchmark;
import io.fleetstream.benchmarks.shadow.ShadowBenchmark;
import io.fleetstream.benchmarks.shadowlatency.ShadowLatencyBenchmark;
import io.fleetstream.benchmarks.timescale.TimescaleBenchmark;
import io.fleetstream.benchmarks.windows.WindowsBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks there are. */
final class Benchmarks {
    private static final List<Benchmark> ALL =
            List.of(
                    new IngestBenchmark(),
                    new ScaleBenchmark(),
                    new BridgeBenchmark(),
                    new WindowsBenchmark(),
                    new ShadowBenchmark(),
                    new TimescaleBenchmark(),
                    new ParquetBenchmark(),
                    new ReadBenchmark(),
                    new FreshBenchmark(),
                    new ShadowLatencyBenchmark(),
                    new AnomalyBenchmark(),
                    new CostBenchmark(),
                    new PipelineCostBenchmark(),
                    new BearingsBenchmark(),
                    new GateBenchmark(),
                    new RolloutBenchmark(),
                    new PresenceBenchmark(),
                    new AlarmsBenchmark());

    private Benchmarks() {}

    static List<Benchmark> all() {
        return ALL;
    }

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
