package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.BridgeService;
import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Http;
import io.fleetstream.sandbox.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The bridge as a process. Settings of the run are environment variables of it, and {@value
 * #CONFIG} for its YAML file.
 */
final class BridgeProcess extends ProcessService implements BridgeService {
    private static final String JAR =
            "connectors/mqtt-kafka-bridge/target/fleet-mqtt-kafka-bridge.jar";
    private static final String CONFIG = "config";

    private final KafkaService kafka;
    private final MqttService mqtt;
    private int port;

    BridgeProcess(ProcessContext context, KafkaService kafka, MqttService mqtt) {
        super(Service.BRIDGE, context);
        this.kafka = kafka;
        this.mqtt = mqtt;
    }

    @Override
    void choosePorts() {
        port = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        Path jar = context().home().built(JAR);
        Map<String, String> environment = new TreeMap<>();
        environment.put("FLEET_MQTT_URL", mqtt.url());
        environment.put("FLEET_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("FLEET_HTTP_PORT", Integer.toString(port));
        environment.putAll(context().run().settingsOf(Service.BRIDGE));

        JavaCommand command =
                new JavaCommand(
                                context().home(),
                                context().run().temporary(),
                                jar.toString(),
                                mainClass(jar))
                        .jvm("-Xmx256m", "-XX:+UseSerialGC");
        String file = environment.remove(CONFIG);
        if (file != null) {
            command.arguments("--config", file);
        }
        return context().start("bridge", command.toList(), environment);
    }

    private static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new SandboxException(jar + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    Check ready() {
        return new Http(httpUrl()).answers("/health");
    }

    @Override
    public String httpUrl() {
        return "http://127.0.0.1:" + port;
    }
}
