package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.RowChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The fan-out on a cluster, with its barriers, its timers and a failure. */
class FanOutBarriersTest {
    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(20);
    private static final int DEVICES = 5_000;
    private static final int AT_ONCE = 1_000_000;
    private static final int BULKS_PER_SECOND = 20;
    private static final int LATE_ROWS_PER_SECOND = 200;

    @Test
    void inputAndBarriersPassBetweenStepsAndARestoreGoesOnWhereItStood(@TempDir Path checkpoints)
            throws Exception {
        FanOutWitness.reset();
        ReadRows.reset();
        JobClient job = start(checkpoints);
        try {
            await().atMost(PATIENCE).until(FanOutBarriersTest::isLongOverTheFailure);
        } finally {
            job.cancel().get();
        }
        List<String> seen = FanOutWitness.seen();
        List<String> kept = seen.subList(0, FanOutWitness.restoredAt());
        List<String> lost = seen.subList(FanOutWitness.restoredAt(), FanOutWitness.failedAt());
        List<String> again = seen.subList(FanOutWitness.failedAt(), seen.size());
        System.out.printf(
                "[barriers] %d requests, %d of them lost with the failure, %d late rows among%n",
                seen.size(), lost.size(), lateRowsWithin(seen));

        assertThat(lateRowsWithin(seen)).as("rows read in the midst of a request").isPositive();
        Set<String> before = registered(kept);
        assertThat(registered(again)).as("in the checkpoint").doesNotContainAnyElementsOf(before);
        List<String> effective = new ArrayList<>(kept);
        effective.addAll(again);
        assertThat(effective).as("once each").doesNotHaveDuplicates();
        for (String bulk : finished(effective)) {
            assertThat(registered(effective))
                    .as("everybody")
                    .filteredOn(request -> FanOutWitness.bulk(request).equals(bulk))
                    .hasSize(DEVICES);
        }
        assertThat(registered(effective)).as("goes on, and further").containsAll(registered(lost));
    }

    private static boolean isLongOverTheFailure() {
        int failedAt = FanOutWitness.failedAt();
        int restoredAt = FanOutWitness.restoredAt();
        if (restoredAt == 0) {
            return false;
        }
        List<String> seen = FanOutWitness.seen();
        int lost = registered(seen.subList(restoredAt, failedAt)).size();
        return registered(seen.subList(failedAt, seen.size())).size() > lost + 3 * DEVICES;
    }

    /** All but the one that is under way. */
    private static Set<String> finished(List<String> requests) {
        Set<String> bulks = new HashSet<>();
        String last = "";
        for (String request : requests) {
            if (!isLate(request)) {
                last = FanOutWitness.bulk(request);
                bulks.add(last);
            }
        }
        bulks.remove(last);
        assertThat(bulks).hasSizeGreaterThan(1);
        return bulks;
    }

    private static Set<String> registered(List<String> requests) {
        Set<String> registered = new HashSet<>(requests);
        registered.removeIf(FanOutBarriersTest::isLate);
        return registered;
    }

    private static boolean isLate(String request) {
        return request.contains(" late-");
    }

    /** Late rows that were answered between two requests of one bulk request. */
    private static long lateRowsWithin(List<String> seen) {
        Set<String> known = new HashSet<>();
        long within = 0;
        String last = "";
        boolean news = false;
        for (String request : seen) {
            if (isLate(request)) {
                news |= known.add(request.substring(request.indexOf(' ')));
            } else {
                String bulk = FanOutWitness.bulk(request);
                within += news && bulk.equals(last) ? 1 : 0;
                last = bulk;
                news = false;
            }
        }
        return within;
    }

    private static JobClient start(Path checkpoints) throws Exception {
        Configuration configuration = StrictFlink.configuration(BETWEEN_CHECKPOINTS, checkpoints);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        DataStream<RowChange> registered =
                named(
                        source(
                                        env,
                                        "registered",
                                        i -> BulkRows.device("d" + i, "plant-1", 10),
                                        DEVICES,
                                        AT_ONCE,
                                        RowChange.class)
                                .filter(new ReadRows(DEVICES)),
                        "read-rows");
        // written before the requests, but read after the first of them
        DataStream<RowChange> late =
                named(
                        source(
                                        env,
                                        "late",
                                        i -> BulkRows.device("late-" + i, "plant-1", 50),
                                        Long.MAX_VALUE,
                                        LATE_ROWS_PER_SECOND,
                                        RowChange.class)
                                .filter(row -> FanOutWitness.sawAny()),
                        "late-rows");
        DataStream<BulkSlice> bulk =
                named(
                        source(
                                        env,
                                        "bulk",
                                        i -> new BulkSlice(0, shadow(i)),
                                        Long.MAX_VALUE,
                                        BULKS_PER_SECOND,
                                        BulkSlice.class)
                                .filter(slice -> ReadRows.areRead()),
                        "bulk-slices");
        SingleOutputStreamOperator<String> witness =
                named(
                        named(
                                        bulk.keyBy(BulkSlice::slice, Types.INT)
                                                .connect(
                                                        registered
                                                                .union(late)
                                                                .keyBy(row -> 0, Types.INT))
                                                .process(
                                                        new FanOutBulkFunction(Duration.ofHours(1)))
                                                .returns(KafkaRecordTypeInfo.INSTANCE),
                                        "fan-out")
                                .map(new FanOutWitness()),
                        "witness");
        witness.sinkTo(new DiscardingSink<>()).uid("discard").name("discard");
        return env.executeAsync("barriers");
    }

    private static BulkRow shadow(long number) {
        return BulkRows.shadow("b" + number, "site=plant-1", 100);
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment env,
            String uid,
            GeneratorFunction<Long, T> generator,
            long count,
            int perSecond,
            Class<T> type) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                generator,
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                TypeInformation.of(type)),
                        WatermarkStrategy.noWatermarks(),
                        uid)
                .uid(uid);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.uid(uid).name(uid);
    }
}
