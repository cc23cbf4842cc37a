package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.connectors.confluent.EncodedAvroSerializer;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.shadow.ShadowConfig;
import io.fleetstream.jobs.shadow.ShadowSinks;
import io.fleetstream.jobs.shadow.ShadowTopology;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The shadow job as it is submitted; its source ends, and its sinks keep books only. */
public final class OurShadows extends ShadowVariant {
    @Override
    protected void buildJob(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        ShadowConfig config = config(request);
        boolean look = Boolean.parseBoolean(request.text(Setting.LOOK));
        ShadowTopology.buildShadows(
                environment,
                config,
                Requests.source(request, config.instance()),
                new ShadowSinks(
                        new BookingSink<>(new MessageEntry(look)),
                        new BookingSink<>(
                                new DocumentEntry<>(
                                        new EncodedAvroSerializer(
                                                Topics.SHADOW_DOCUMENTS,
                                                ShadowDocument.getClassSchema(),
                                                config.kafka()),
                                        look)),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()));
    }

    @Override
    protected boolean writesContents() {
        return true;
    }

    private static ShadowConfig config(Request request) throws IOException {
        return ShadowConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", request.text(Request.BOOTSTRAP_SERVERS),
                            "--schema-registry.url", request.text(Request.SCHEMA_REGISTRY),
                            "--shadow.instance", "bench-shadow"
                        },
                        Map.of()));
    }
}
