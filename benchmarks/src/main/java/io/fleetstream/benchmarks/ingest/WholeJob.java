package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.kafka.Written;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.ingest.IngestSinks;
import io.fleetstream.jobs.ingest.IngestSources;
import io.fleetstream.jobs.ingest.IngestTopology;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The ingest job as it is submitted, from Kafka to Kafka in transactions; only its sources end.
 * What it wrote is compared with what was sent, outside of the window of measurement.
 */
public final class WholeJob extends FlinkVariant {
    private Written written;

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        IngestSetting setting = new IngestSetting(request);
        if (written == null) {
            written = new Written(request);
            SchemaGuard.register(setting.config().kafka(), IngestSinks.SCHEMAS);
        }
        written.skip();
        IngestTopology.build(
                environment,
                setting.config(),
                new IngestSources(
                        setting.metered(request.text(Request.TOPIC)),
                        setting.bounded(Topics.DEVICE_REGISTRY),
                        setting.bounded(Topics.DEVICE_MODELS),
                        setting.bounded(Topics.DEVICE_MANIFESTS)),
                IngestSinks.kafka(setting.config(), environment.getCheckpointConfig()));
    }

    @Override
    protected Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        return super.measured(request).withRecords(written.count());
    }

    @Override
    public void close() {
        super.close();
        if (written != null) {
            written.close();
        }
    }
}
