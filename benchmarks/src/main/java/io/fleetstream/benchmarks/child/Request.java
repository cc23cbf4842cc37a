package io.fleetstream.benchmarks.child;

import java.util.Map;

/**
 * What a drain has to know, as text by name.
 *
 * @param settings the values
 */
public record Request(Map<String, String> settings) {
    /** Kafka's address. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap-servers";

    /** Address of the schema registry. */
    public static final String SCHEMA_REGISTRY = "schema-registry";

    /** Kafka topic, or MQTT filter, to drain. */
    public static final String TOPIC = "topic";

    /** Records that stand there. */
    public static final String RECORDS = "records";

    /** Every how many records one is malformed; 0 for none. */
    public static final String POISON_EVERY = "poison-every";

    /** Takes a copy. */
    public Request {
        settings = Map.copyOf(settings);
    }

    /**
     * The value of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the request does not say " + name);
        }
        return value;
    }

    /** The value of that name as a number. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }
}
