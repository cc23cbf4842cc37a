package io.fleetstream.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the services of a sandbox are, for programs outside it: lines {@code KEY=value} that a
 * shell can source. Keys of services that are not part of the sandbox are absent. Nothing in it is
 * secret.
 *
 * <ul>
 *   <li>{@code MQTT_URL}, {@code KAFKA_BOOTSTRAP_SERVERS}, {@code SCHEMA_REGISTRY_URL}
 *   <li>{@code POSTGRES_URL} (JDBC, with user), {@code POSTGRES_PASSWORD_FILE}
 *   <li>{@code FLINK_URL}
 *   <li>{@code PARQUET_URI}: directory of the archive
 *   <li>{@code METRICS_URL}: Prometheus page of the bridge
 * </ul>
 */
public final class Endpoints {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._?=,@%+-]*");

    private final Map<String, String> values = new LinkedHashMap<>();

    private Endpoints() {}

    /** Of a running sandbox whose archive is written to a directory. */
    public static Endpoints of(Sandbox sandbox, Path archive) {
        Endpoints endpoints = new Endpoints();
        for (Service service : Service.values()) {
            if (sandbox.services().contains(service)) {
                endpoints.add(sandbox, service);
            }
        }
        endpoints.values.put("PARQUET_URI", archive.toAbsolutePath().toUri().toString());
        return endpoints;
    }

    private void add(Sandbox sandbox, Service service) {
        switch (service) {
            case KAFKA -> values.put("KAFKA_BOOTSTRAP_SERVERS", sandbox.kafka().bootstrapServers());
            case MQTT -> values.put("MQTT_URL", sandbox.mqtt().url());
            case SCHEMA_REGISTRY ->
                    values.put("SCHEMA_REGISTRY_URL", sandbox.schemaRegistry().url());
            case POSTGRES -> {
                values.put("POSTGRES_URL", sandbox.postgres().urlWithUser());
                values.put("POSTGRES_PASSWORD_FILE", sandbox.postgres().passwordFile().toString());
            }
            // Flink's alone
            case ZOOKEEPER -> {}
            case FLINK -> values.put("FLINK_URL", sandbox.flink().restUrl());
            case BRIDGE -> values.put("METRICS_URL", sandbox.bridge().metricsUrl());
        }
    }

    /** Keys and values in the order of the file. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Writes the file at once, so that no reader sees half of it. */
    public void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        values.forEach((key, value) -> lines.append(key + "=" + quoted(value) + "\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, lines, StandardCharsets.UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
