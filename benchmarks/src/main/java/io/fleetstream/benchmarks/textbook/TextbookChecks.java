package io.fleetstream.benchmarks.textbook;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.CountingDiscard;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The textbook's source and checks; then discarded. */
public final class TextbookChecks extends FlinkVariant {
    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        TextbookStreams.checked(environment, request)
                .sinkTo(new CountingDiscard<>())
                .uid("discard")
                .name("discard");
    }
}
