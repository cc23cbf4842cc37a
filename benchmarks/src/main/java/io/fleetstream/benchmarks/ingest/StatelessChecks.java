package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.CountingDiscard;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.ingest.IngestTopology;
import io.fleetstream.jobs.ingest.function.DeviceInput;
import io.fleetstream.jobs.ingest.function.ParseMessageFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The first half of ingest: its source, parsing and every check without state; then discarded. */
public final class StatelessChecks extends FlinkVariant {
    private static final String PARSE = "parse-message";

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        IngestSetting setting = new IngestSetting(request);
        IngestTopology.readMessages(
                        environment, setting.config(), setting.metered(request.text(Request.TOPIC)))
                .process(
                        new ParseMessageFunction(
                                setting.config().limits(), new DeadLetters("ingest", PARSE)))
                .returns(TypeInformation.of(DeviceInput.class))
                .uid(PARSE)
                .name(PARSE)
                .sinkTo(new CountingDiscard<>())
                .uid("discard")
                .name("discard");
    }
}
