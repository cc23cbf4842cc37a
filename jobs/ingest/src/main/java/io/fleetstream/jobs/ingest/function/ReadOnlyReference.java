package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.manifest.Manifests;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.jobs.ingest.state.ModelRow;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * Reference data as a device's input sees them.
 *
 * @param models by key
 * @param manifests all of them
 */
record ReadOnlyReference(ReadOnlyBroadcastState<String, ModelRow> models, Manifests manifests)
        implements Reference {

    @Override
    public ModelRow model(String key) throws Exception {
        return models.get(key);
    }

    @Override
    public Registration manifested(ParsedMessage message) {
        ManifestRow manifest = manifests.match(message.deviceId());
        return manifest == null
                ? null
                : new Registration(Manifests.register(manifest, message), manifest.name());
    }
}
