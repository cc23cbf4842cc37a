package io.fleetstream.jobs.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        assertThat(uids())
                .containsExactly(
                        "Sink Committer: write-command-states",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-documents",
                        "Sink Committer: write-downlink",
                        "Sink Committer: write-events",
                        "Sink Committer: write-requests",
                        "check-command",
                        "check-request",
                        "decode-bulk",
                        "decode-devices",
                        "fan-out-bulk",
                        "merge-shadow",
                        "read-bulk",
                        "read-commands",
                        "read-facts",
                        "read-registry",
                        "read-requests",
                        "read-status",
                        "registry-rows",
                        "send-command",
                        "slice-bulk",
                        "write-command-states",
                        "write-dead-letters",
                        "write-documents",
                        "write-downlink",
                        "write-events",
                        "write-requests");
    }

    @Test
    void comparesDevicesWithTheirCohortOnlyWhereThatIsSwitchedOn() throws IOException {
        assertThat(uids("--drift.hold", "PT10M"))
                .contains("observe-reported", "detect-drift")
                .containsAll(uids());
    }

    @Test
    void holdsTimeBackForTheRegistryButNotForFacts() throws IOException {
        StreamExecutionEnvironment env = job();

        assertThat(isIdleAtOnce(env, "read-registry")).isFalse();
        assertThat(isIdleAtOnce(env, "read-facts")).isTrue();
    }

    private static boolean isIdleAtOnce(StreamExecutionEnvironment env, String uid) {
        SourceTransformation<?, ?, ?> source =
                env.getTransformations().stream()
                        .flatMap(each -> each.getTransitivePredecessors().stream())
                        .filter(each -> uid.equals(each.getUid()))
                        .map(SourceTransformation.class::cast)
                        .findFirst()
                        .orElseThrow();
        Idleness output = new Idleness();
        source.getWatermarkStrategy().createWatermarkGenerator(null).onPeriodicEmit(output);
        return output.idle;
    }

    private static final class Idleness implements WatermarkOutput {
        private boolean idle;

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("has no time: " + watermark);
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    }

    private List<String> uids(String... more) throws IOException {
        return List.copyOf(Uids.of(job(more)));
    }

    private StreamExecutionEnvironment job(String... more) throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--kafka.bootstrap-servers", "localhost:1",
                                "--schema-registry.url", "http://localhost:1"));
        args.addAll(List.of(more));
        ShadowConfig config = ShadowConfig.from(Settings.of(args.toArray(String[]::new), Map.of()));

        ShadowTopology.build(
                env,
                config,
                ShadowSources.kafka(config),
                ShadowSinks.kafka(config, env.getCheckpointConfig()));
        return env;
    }
}
