package io.fleetstream.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTopologyTest {
    @TempDir private Path checkpoints;
    private StreamExecutionEnvironment env;

    @BeforeEach
    void build() throws IOException {
        env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        env.setParallelism(2);
        String[] args = {
            "--kafka.bootstrap-servers", "localhost:1",
            "--schema-registry.url", "http://localhost:1"
        };
        PipelineConfig config = PipelineConfig.from(Settings.of(args, Map.of()));
        PipelineTopology.build(
                env,
                config,
                PipelineSources.kafka(config),
                PipelineSinks.kafka(config, env.getCheckpointConfig()));
    }

    @Test
    void keepsTheUidsUnderWhichStateIsStored() {
        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-aggregates",
                        "Sink Committer: write-alarm-late-readings",
                        "Sink Committer: write-alarms",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-device-hours",
                        "Sink Committer: write-downlink",
                        "Sink Committer: write-duplicates",
                        "Sink Committer: write-facts",
                        "Sink Committer: write-heartbeats",
                        "Sink Committer: write-late-readings",
                        "Sink Committer: write-progress",
                        "Sink Committer: write-readings",
                        "Sink Committer: write-sequence-events",
                        "admit-message",
                        "aggregate-device",
                        "combine-deltas",
                        "decode-cohorts",
                        "decode-commands",
                        "decode-devices",
                        "decode-manifests",
                        "decode-models",
                        "decode-registry",
                        "decode-rules",
                        "decode-shadows",
                        "decode-status",
                        "emit-heartbeats",
                        "emit-progress",
                        "group-alarms",
                        "parse-message",
                        "place-inputs",
                        "read-aggregates",
                        "read-commands",
                        "read-manifests",
                        "read-models",
                        "read-raw",
                        "read-registry",
                        "read-rules",
                        "read-shadows",
                        "read-status",
                        "roll-up",
                        "take-readings",
                        "take-samples",
                        "watch-device",
                        "write-aggregates",
                        "write-alarm-late-readings",
                        "write-alarms",
                        "write-dead-letters",
                        "write-device-hours",
                        "write-downlink",
                        "write-duplicates",
                        "write-facts",
                        "write-heartbeats",
                        "write-late-readings",
                        "write-progress",
                        "write-readings",
                        "write-sequence-events");
    }

    /** Windows and incidents are keyed by others than devices. */
    @Test
    void shufflesByDeviceOnTheWayToIngestAloneAndWhatIsNoReading() {
        StreamGraph graph = env.getStreamGraph(false);
        Set<String> shuffled = new TreeSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            for (StreamEdge edge : node.getInEdges()) {
                if (edge.getPartitioner().toString().equals("HASH")) {
                    shuffled.add(
                            graph.getStreamNode(edge.getSourceId()).getTransformationUID()
                                    + " to "
                                    + node.getTransformationUID());
                }
            }
        }

        assertThat(shuffled)
                .containsExactly(
                        "combine-deltas to roll-up",
                        "decode-commands to place-inputs",
                        "decode-devices to place-inputs",
                        "decode-registry to admit-message",
                        "decode-shadows to place-inputs",
                        "decode-status to place-inputs",
                        "parse-message to admit-message",
                        "watch-device to group-alarms");
    }
}
