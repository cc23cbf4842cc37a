package io.fleetstream.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.oracle.Oracle;
import io.fleetstream.jobs.aggregate.oracle.OracleKey;
import io.fleetstream.jobs.aggregate.oracle.RowCheck;
import io.fleetstream.jobs.aggregate.oracle.TestFleet;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices and roll-ups against the oracle, read from four partitions. */
class AggregateParallelismTest {
    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final int PARTITIONS = 4;
    private static final int DEVICES = 12;
    private static final int HOURS = 9;

    @ParameterizedTest
    @CsvSource({
        "1, 11, false, PT12H",
        "4, 11, false, PT12H",
        "1, 12, true, PT12H",
        "4, 12, true, PT12H",
        "4, 13, false, PT30M"
    })
    void everyRowIsTheOraclesAtAnyParallelism(
            int parallelism, long seed, boolean replacing, String rollUpLateness) throws Exception {
        List<DeviceSamples> readings =
                replacing
                        ? TestFleet.replacing(seed, DEVICES, HOURS)
                        : TestFleet.of(seed, DEVICES, HOURS);
        AggregateConfig config = config(rollUpLateness);

        Map<OracleKey, WindowAggregate> rows = RowCheck.last(run(config, readings, parallelism));

        RowCheck.check(rows, Oracle.of(readings, config.windows()));
        Map<AggregateScope, Long> scopes = new HashMap<>();
        rows.keySet().forEach(key -> scopes.merge(key.scope(), 1L, Long::sum));
        assertThat(scopes).hasSize(5);
    }

    private static List<WindowAggregate> run(
            AggregateConfig config, List<DeviceSamples> readings, int parallelism)
            throws Exception {
        Configuration strict = StrictFlink.configuration();
        strict.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, java.time.Duration.ofMillis(2));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(strict);
        env.setParallelism(parallelism);
        DataStream<DeviceSamples> all = partition(env, readings, 0);
        for (int i = 1; i < PARTITIONS; i++) {
            all = all.union(partition(env, readings, i));
        }
        CollectSink<WindowAggregate> sink = new CollectSink<>();
        AggregateTopology.apply(config, all).aggregates().sinkTo(sink).uid("rows").name("rows");
        env.execute();
        return sink.collected(WindowAggregate.class);
    }

    private static DataStream<DeviceSamples> partition(
            StreamExecutionEnvironment env, List<DeviceSamples> readings, int number) {
        return env.fromData(
                        readings.stream().filter(one -> one.partition() == number).toList(),
                        new FormatTypeInfo<>(Formats.SAMPLES))
                .uid("partition-" + number)
                .setParallelism(1)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<DeviceSamples>forMonotonousTimestamps()
                                .withTimestampAssigner(
                                        (reading, before) -> reading.receivedAt() / 1_000))
                .uid("arrival-" + number)
                .setParallelism(1);
    }

    private static AggregateConfig config(String rollUpLateness) throws IOException {
        return AggregateConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", "k:1",
                            "--schema-registry.url", "http://r:1",
                            "--aggregate.roll-up-lateness", rollUpLateness
                        },
                        Map.of()));
    }
}
