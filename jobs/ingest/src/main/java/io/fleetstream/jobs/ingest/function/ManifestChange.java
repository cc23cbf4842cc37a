package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ManifestRow;

/**
 * A row of {@code device.manifests}.
 *
 * @param manifest name of the manifest
 * @param row null if the manifest is deleted
 */
public record ManifestChange(String manifest, ManifestRow row) {}
