package io.fleetstream.cli;

import io.fleetstream.cli.topic.Cluster;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How to reach Kafka and the schema registry; without options, those of the running stack. */
final class ClusterOptions {
    @Option(
            names = {"--kafka-bootstrap-servers", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Brokers; default: KAFKA_BOOTSTRAP_SERVERS of the running stack.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Schema registry; default: SCHEMA_REGISTRY_URL of the running stack.")
    private Optional<String> schemaRegistry = Optional.empty();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Java properties for Kafka clients, such as those for security.")
    private Optional<Path> config = Optional.empty();

    Cluster cluster() throws IOException {
        Map<String, String> properties = new HashMap<>();
        if (config.isPresent()) {
            Properties read = new Properties();
            try (Reader text = Files.newBufferedReader(config.get(), StandardCharsets.UTF_8)) {
                read.load(text);
            }
            read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
        }
        EndpointsFile running = EndpointsFile.load();
        return new Cluster(
                bootstrapServers.orElseGet(() -> running.require("KAFKA_BOOTSTRAP_SERVERS")),
                schemaRegistry.orElseGet(() -> running.require("SCHEMA_REGISTRY_URL")),
                properties);
    }
}
