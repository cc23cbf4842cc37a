package io.fleetstream.jobs.pipeline;

import io.fleetstream.jobs.anomaly.AnomalySources;
import io.fleetstream.jobs.ingest.IngestSources;

/**
 * What the job reads.
 *
 * @param ingest all of what ingest reads
 * @param anomaly what anomaly reads beside readings and registry, which it gets from ingest's side
 */
public record PipelineSources(IngestSources ingest, AnomalySources anomaly) {

    /** From Kafka, in the groups of the three jobs. */
    public static PipelineSources kafka(PipelineConfig config) {
        return new PipelineSources(
                IngestSources.kafka(config.ingest()), AnomalySources.kafka(config.anomaly()));
    }
}
