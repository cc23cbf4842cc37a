package io.fleetstream.jobs.pipeline;

import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.jobs.anomaly.AnomalySinks;
import io.fleetstream.jobs.ingest.IngestSinks;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes: what the three do, and all dead letters where ingest has its own.
 *
 * @param ingest of ingest
 * @param aggregate of aggregate
 * @param anomaly of anomaly
 */
public record PipelineSinks(IngestSinks ingest, AggregateSinks aggregate, AnomalySinks anomaly) {

    /** The topics of the catalogue, each with the guarantee it has in its own job. */
    public static PipelineSinks kafka(PipelineConfig config, CheckpointConfig checkpoints) {
        return new PipelineSinks(
                IngestSinks.kafka(config.ingest(), checkpoints),
                AggregateSinks.kafka(config.aggregate(), checkpoints),
                AnomalySinks.kafka(config.anomaly(), checkpoints));
    }
}
