package io.fleetstream.jobs.pipeline;

import io.fleetstream.jobs.aggregate.AggregateConfig;
import io.fleetstream.jobs.anomaly.AnomalyConfig;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.IngestConfig;

/**
 * The settings of the three jobs, by the keys and with the defaults they have there.
 *
 * @param ingest of ingest
 * @param aggregate of aggregate
 * @param anomaly of anomaly
 */
public record PipelineConfig(
        IngestConfig ingest, AggregateConfig aggregate, AnomalyConfig anomaly) {

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static PipelineConfig from(Settings settings) {
        PipelineConfig config =
                new PipelineConfig(
                        IngestConfig.read(settings),
                        AggregateConfig.read(settings),
                        AnomalyConfig.read(settings));
        settings.refuseUnknown();
        return config;
    }
}
