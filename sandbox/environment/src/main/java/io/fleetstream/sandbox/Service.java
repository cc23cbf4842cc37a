package io.fleetstream.sandbox;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a sandbox can run. */
public enum Service {
    /** Apache Kafka, one node. */
    KAFKA,
    /** An MQTT 5 broker. */
    MQTT,
    /** A schema registry with Confluent's interface. */
    SCHEMA_REGISTRY,
    /** PostgreSQL, or TimescaleDB where one is given. */
    POSTGRES,
    /** ZooKeeper, for the high availability of Flink. */
    ZOOKEEPER,
    /** A Flink session cluster: one JobManager, several TaskManagers; needs {@link #ZOOKEEPER}. */
    FLINK,
    /** The MQTT-Kafka bridge; needs {@link #KAFKA} and {@link #MQTT}. */
    BRIDGE;

    /** Services that are ready before this one is started. */
    public Set<Service> needs() {
        return switch (this) {
            case BRIDGE -> EnumSet.of(KAFKA, MQTT);
            case FLINK -> EnumSet.of(ZOOKEEPER);
            default -> EnumSet.noneOf(Service.class);
        };
    }

    /** Name for messages and files, for example {@code schema-registry}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
