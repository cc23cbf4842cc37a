package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.Services;
import io.fleetstream.sandbox.process.ProcessServiceProvider;
import io.fleetstream.sandbox.support.FleetHome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testcontainers.containers.Network;

/** Containers for the outside world, processes for what we build. */
final class ContainerServices implements Services {
    private final Network network;
    private final Map<Service, ContainerService> containers;
    private final Services processes;

    private ContainerServices(
            Network network, Map<Service, ContainerService> containers, Services processes) {
        this.network = network;
        this.containers = containers;
        this.processes = processes;
    }

    static ContainerServices open(RunContext context) {
        Images images = new Images(FleetHome.fromProperty());
        Network network = Network.newNetwork();
        KafkaInContainer kafka = new KafkaInContainer(context, images, network);
        // in the order in which they may be removed
        Map<Service, ContainerService> containers = new LinkedHashMap<>();
        containers.put(
                Service.SCHEMA_REGISTRY,
                new SchemaRegistryInContainer(context, images, network, kafka));
        containers.put(Service.KAFKA, kafka);
        containers.put(Service.MQTT, new MqttInContainer(context, images));
        containers.put(Service.POSTGRES, new PostgresInContainer(context, images));
        return new ContainerServices(
                network,
                containers,
                new ProcessServiceProvider().open(context, new LinkedHashMap<>(containers)));
    }

    @Override
    public SandboxService of(Service service) {
        return processes.of(service);
    }

    @Override
    public void close() {
        processes.close();
        containers.values().forEach(ContainerService::remove);
        network.close();
    }
}
