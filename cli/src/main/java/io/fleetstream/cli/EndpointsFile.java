package io.fleetstream.cli;

import io.fleetstream.cli.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running stack can be reached: {@code .fleet/endpoints.env}, as {@code ./fleet up} writes
 * it. A variable of the same name in the environment wins over the file.
 */
public final class EndpointsFile {
    private final Map<String, String> values;

    private EndpointsFile(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file; what it lacks, or all of it where there is none, is simply absent. */
    public static EndpointsFile load() throws IOException {
        Map<String, String> values = new HashMap<>();
        Path file = Home.state().resolve("endpoints.env");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
                }
            }
        }
        return new EndpointsFile(values);
    }

    /** The value of one endpoint, if it is known. */
    public Optional<String> find(String key) {
        String fromEnvironment = System.getenv(key);
        return Optional.ofNullable(fromEnvironment == null ? values.get(key) : fromEnvironment);
    }

    /**
     * The value of one endpoint.
     *
     * @throws IllegalStateException if nothing is running and the environment does not say either
     */
    public String require(String key) {
        return find(key)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        key
                                                + " is not known: start the stack with ./fleet up,"
                                                + " or set "
                                                + key
                                                + " in the environment"));
    }

    private static String unquote(String text) {
        boolean quoted =
                text.length() > 1
                        && (text.startsWith("'") || text.startsWith("\""))
                        && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
