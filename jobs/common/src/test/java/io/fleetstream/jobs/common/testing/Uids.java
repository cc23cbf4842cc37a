package io.fleetstream.jobs.common.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** The uids of a job's graph. */
public final class Uids {
    private Uids() {}

    /** Those of all operators, sources and sinks, sorted; nothing is left out and nothing runs. */
    public static List<String> of(StreamExecutionEnvironment env) {
        StreamGraph graph = env.getStreamGraph(false);
        List<String> uids = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            uids.add(node.getTransformationUID());
        }
        return uids.stream().map(String::valueOf).sorted().toList();
    }
}
