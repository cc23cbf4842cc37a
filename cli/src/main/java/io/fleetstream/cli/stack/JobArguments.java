package io.fleetstream.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arguments a job needs to find the services of a stack. */
public final class JobArguments {
    private static final Pattern USER = Pattern.compile("[?&]user=([^&]+)");

    private JobArguments() {}

    /**
     * Arguments of a job.
     *
     * @param job name of the job
     * @param endpoints value of an endpoint by its key in {@code endpoints.env}, null if unknown
     */
    public static Map<String, String> of(String job, UnaryOperator<String> endpoints) {
        Map<String, String> arguments = new LinkedHashMap<>();
        put(arguments, "--kafka.bootstrap-servers", endpoints.apply("KAFKA_BOOTSTRAP_SERVERS"));
        put(arguments, "--schema-registry.url", endpoints.apply("SCHEMA_REGISTRY_URL"));
        if (job.equals("timescale")) {
            put(arguments, "--jdbc.url", endpoints.apply("POSTGRES_URL"));
            put(arguments, "--jdbc.user", user(endpoints.apply("POSTGRES_URL")));
            put(arguments, "--jdbc.password-file", endpoints.apply("POSTGRES_PASSWORD_FILE"));
        }
        if (job.equals("archive")) {
            put(arguments, "--archive.uri", endpoints.apply("PARQUET_URI"));
        }
        return arguments;
    }

    private static String user(String jdbcUrl) {
        Matcher matcher = USER.matcher(jdbcUrl == null ? "" : jdbcUrl);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static void put(Map<String, String> arguments, String key, String value) {
        if (value != null) {
            arguments.put(key, value);
        }
    }
}
