package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.Services;
import io.fleetstream.sandbox.ZooKeeperService;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The services of one run as processes, made when they are first asked for. */
final class ProcessServices implements Services {
    private final ProcessContext context;
    private final Map<Service, SandboxService> made = new EnumMap<>(Service.class);

    ProcessServices(ProcessContext context, Map<Service, SandboxService> others) {
        this.context = context;
        made.putAll(others);
    }

    @Override
    public synchronized SandboxService of(Service service) {
        SandboxService known = made.get(service);
        if (known == null) {
            known = make(service);
            made.put(service, known);
        }
        return known;
    }

    private SandboxService make(Service service) {
        return switch (service) {
            case KAFKA -> new KafkaProcess(context);
            case MQTT -> new MqttProcess(context);
            case SCHEMA_REGISTRY -> new SchemaRegistryProcess(context);
            case POSTGRES -> postgres();
            case ZOOKEEPER -> new ZooKeeperProcess(context);
            case FLINK -> new FlinkProcess(context, (ZooKeeperService) of(Service.ZOOKEEPER));
            case BRIDGE ->
                    new BridgeProcess(
                            context,
                            (KafkaService) of(Service.KAFKA),
                            (MqttService) of(Service.MQTT));
        };
    }

    private SandboxService postgres() {
        Path passwordFile = context.run().data().resolve("postgres.password");
        return ExternalServer.from(System.getenv())
                .<SandboxService>map(server -> new ExternalPostgres(server, passwordFile))
                .orElseGet(() -> new PostgresProcess(context, passwordFile));
    }

    @Override
    public void close() {
        context.reaper().close();
    }
}
