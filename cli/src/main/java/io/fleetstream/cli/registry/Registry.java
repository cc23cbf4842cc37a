package io.fleetstream.cli.registry;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.CompactedTopic;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The operator's rows in the compacted topics. Only one operator at a time: a row is read, changed
 * and written, and of two writers the last one stays.
 */
public final class Registry {
    private static final int PROGRESS_EVERY = 10_000;
    private static final List<String> GIVEN_TO_MODELS = List.of("version", "updated_at");
    private static final List<String> GIVEN_TO_MANIFESTS = List.of("updated_at");

    private final Cluster cluster;
    private final Instant now;

    /**
     * @param now what {@code updated_at} becomes
     */
    public Registry(Cluster cluster, Instant now) {
        this.cluster = cluster;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** All registered devices, by id. */
    public SortedMap<String, Device> devices() throws IOException {
        return CompactedTopic.read(cluster, Topics.DEVICE_REGISTRY, Device.class);
    }

    /** What ingest has learnt, by device. */
    public SortedMap<String, DeviceFacts> facts() throws IOException {
        return CompactedTopic.read(cluster, Topics.DEVICE_FACTS, DeviceFacts.class);
    }

    /** All models, by name. */
    public SortedMap<String, DeviceModel> models() throws IOException {
        return CompactedTopic.read(cluster, Topics.DEVICE_MODELS, DeviceModel.class);
    }

    /** All manifests, by name. */
    public SortedMap<String, DeviceManifest> manifests() throws IOException {
        return CompactedTopic.read(cluster, Topics.DEVICE_MANIFESTS, DeviceManifest.class);
    }

    /**
     * Compares a file of devices with the registry.
     *
     * @param validFrom event time from which changes are true; now if empty
     */
    ImportPlan plan(Path file, Optional<Instant> validFrom) throws IOException {
        return ImportPlan.of(
                DeviceFile.read(file),
                devices(),
                models().keySet(),
                new DeviceMerge(now, validFrom));
    }

    /** Writes the rows of a plan; returns when Kafka has them all. */
    void write(List<Device> rows, Consumer<String> progress) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            int written = 0;
            for (Device row : rows) {
                writer.send(Topics.DEVICE_REGISTRY, row.getDeviceId(), row);
                if (++written % PROGRESS_EVERY == 0) {
                    writer.flush();
                    progress.accept("written " + written + " of " + rows.size());
                }
            }
            writer.flush();
        }
    }

    /** Writes the models of the files that differ from what is there; one line about each. */
    public List<String> applyModels(Collection<Path> files) throws IOException {
        Map<String, DeviceModel> known = models();
        List<DeviceModel> wanted = new ArrayList<>();
        for (Path file : files) {
            wanted.addAll(
                    YamlRows.read(file, DeviceModel.class, GIVEN_TO_MODELS, ModelRules::check));
        }
        List<String> said = new ArrayList<>();
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (DeviceModel model : wanted) {
                DeviceModel before = known.get(model.getModel());
                model.setVersion(before == null ? 1 : before.getVersion());
                model.setUpdatedAt(before == null ? now : before.getUpdatedAt());
                if (model.equals(before)) {
                    said.add(model.getModel() + " is as it was");
                    continue;
                }
                model.setVersion(before == null ? 1 : before.getVersion() + 1);
                model.setUpdatedAt(now);
                known.put(model.getModel(), model);
                writer.send(Topics.DEVICE_MODELS, model.getModel(), model);
                said.add(model.getModel() + " is now version " + model.getVersion());
            }
            writer.flush();
        }
        return said;
    }

    /** Writes the manifests of a file that differ from what is there; one line about each. */
    public List<String> applyManifests(Path file) throws IOException {
        Map<String, DeviceManifest> known = manifests();
        List<String> said = new ArrayList<>();
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (DeviceManifest manifest :
                    YamlRows.read(
                            file, DeviceManifest.class, GIVEN_TO_MANIFESTS, ManifestRules::check)) {
                DeviceManifest before = known.get(manifest.getName());
                manifest.setUpdatedAt(before == null ? now : before.getUpdatedAt());
                if (manifest.equals(before)) {
                    said.add(manifest.getName() + " is as it was");
                    continue;
                }
                manifest.setUpdatedAt(now);
                known.put(manifest.getName(), manifest);
                writer.send(Topics.DEVICE_MANIFESTS, manifest.getName(), manifest);
                said.add(manifest.getName() + (before == null ? " is new" : " is changed"));
            }
            writer.flush();
        }
        return said;
    }

    /**
     * Deletes devices.
     *
     * @throws IOException if one of them is not there; nothing is deleted then
     */
    public void deleteDevices(Collection<String> ids) throws IOException {
        delete(Topics.DEVICE_REGISTRY, ids, devices().keySet());
    }

    /** Deletes a manifest that must be there. */
    public void deleteManifest(String name) throws IOException {
        delete(Topics.DEVICE_MANIFESTS, List.of(name), manifests().keySet());
    }

    /** Deletes a model that must be there. */
    public void deleteModel(String name) throws IOException {
        delete(Topics.DEVICE_MODELS, List.of(name), models().keySet());
    }

    private void delete(String topic, Collection<String> keys, Set<String> known)
            throws IOException {
        for (String key : keys) {
            if (!known.contains(key)) {
                throw new IOException("there is no '" + key + "' in " + topic);
            }
        }
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (String key : keys) {
                writer.delete(topic, key);
            }
            writer.flush();
        }
    }
}
