package io.fleetstream.cli.stack;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.DeviceProfile;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Registers emulated devices and their models, as an operator would real ones. */
public final class FleetRegistration {
    /** Name of the manifest that lets every device in. */
    public static final String EVERYONE = "everyone";

    private FleetRegistration() {}

    /**
     * Writes one row per device and one model per profile.
     *
     * @param at when the operator is supposed to have done it
     */
    public static void register(Stack stack, List<DeviceIdentity> devices, Instant at)
            throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster(stack))) {
            for (DeviceProfile profile :
                    devices.stream().map(DeviceIdentity::profile).distinct().toList()) {
                writer.send(Topics.DEVICE_MODELS, model(profile), modelRow(profile, at));
            }
            for (DeviceIdentity device : devices) {
                writer.send(Topics.DEVICE_REGISTRY, device.id(), deviceRow(device, at));
            }
            writer.flush();
        }
    }

    /** Lets every device in when it is first seen: for trying things out. */
    public static void allowEveryone(Stack stack, Instant at) throws IOException {
        DeviceManifest everyone =
                DeviceManifest.newBuilder()
                        .setName(EVERYONE)
                        .setDeviceIds(List.of("*"))
                        .setUpdatedAt(at)
                        .build();
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster(stack))) {
            writer.send(Topics.DEVICE_MANIFESTS, EVERYONE, everyone);
            writer.flush();
        }
    }

    private static Cluster cluster(Stack stack) {
        return Cluster.at(
                stack.sandbox().kafka().bootstrapServers(), stack.sandbox().schemaRegistry().url());
    }

    private static String model(DeviceProfile profile) {
        return profile.type() + "-1";
    }

    private static DeviceModel modelRow(DeviceProfile profile, Instant at) {
        return DeviceModel.newBuilder()
                .setModel(model(profile))
                .setDescription("Emulated " + profile.type())
                .setMetrics(profile.metrics().stream().map(FleetRegistration::metric).toList())
                .setUpdatedAt(at)
                .build();
    }

    private static MetricSpec metric(MetricDefinition metric) {
        return MetricSpec.newBuilder()
                .setName(metric.name())
                .setUnit(metric.unit())
                .setMin(metric.min())
                .setMax(metric.max())
                .build();
    }

    private static Device deviceRow(DeviceIdentity device, Instant at) {
        return Device.newBuilder()
                .setDeviceId(device.id())
                .setOrg(device.org())
                .setSite(device.site())
                .setDeviceType(device.profile().type())
                .setModel(model(device.profile()))
                .setTags(Map.of("registered-by", "demo"))
                .setStatus(DeviceStatus.ACTIVE)
                .setUpdatedAt(at)
                .build();
    }
}
