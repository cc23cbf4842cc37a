package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.support.FleetHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/**
 * Images with the versions of {@code docker-compose.yml}, which stand in {@code .env} beside it.
 */
final class Images {
    private final Path file;
    private final Properties versions = new Properties();

    Images(FleetHome home) {
        file = home.root().resolve(".env");
        try (Reader in = Files.newBufferedReader(file)) {
            versions.load(in);
        } catch (IOException e) {
            throw new SandboxException("the versions of the images cannot be read", e);
        }
    }

    DockerImageName kafka() {
        return image("apache/kafka", "KAFKA_VERSION");
    }

    DockerImageName mqtt() {
        return image("emqx/emqx", "EMQX_VERSION");
    }

    DockerImageName schemaRegistry() {
        return image("confluentinc/cp-schema-registry", "SCHEMA_REGISTRY_VERSION");
    }

    DockerImageName postgres() {
        return image("timescale/timescaledb", "TIMESCALEDB_VERSION");
    }

    private DockerImageName image(String name, String key) {
        String version = versions.getProperty(key);
        if (version == null) {
            throw new SandboxException(key + " is missing in " + file);
        }
        return DockerImageName.parse(name).withTag(version);
    }
}
