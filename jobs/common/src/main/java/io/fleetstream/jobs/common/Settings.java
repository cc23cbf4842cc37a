package io.fleetstream.jobs.common;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.util.ParameterTool;

/**
 * The settings of a job: defaults, overridden by {@code --config-file} (Java properties), by the
 * environment ({@code FLEET_KAFKA_BOOTSTRAP_SERVERS}), by arguments ({@code
 * --kafka.bootstrap-servers}).
 *
 * <p>Keys are dotted kebab-case. After all have been read, {@link #refuseUnknown()} stops a job
 * that was given a key nobody read. Variables of the environment nobody read are not refused: they
 * may be meant for another program.
 */
public final class Settings {
    private static final String CONFIG_FILE = "config-file";
    private static final String NO_VALUE = ParameterTool.fromArgs(new String[] {"--k"}).get("k");
    private static final String ENVIRONMENT_PREFIX = "FLEET_";

    private final ParameterTool given;
    private final Map<String, String> arguments;
    private final Map<String, String> environment;
    private final TreeSet<String> read = new TreeSet<>();

    private Settings(ParameterTool file, ParameterTool arguments, Map<String, String> environment) {
        this.given = file.mergeWith(arguments);
        this.arguments = arguments.toMap();
        this.environment = Map.copyOf(environment);
    }

    /**
     * The settings of a process.
     *
     * @throws SettingsException if the arguments cannot be split into keys and values
     * @throws IOException if the configuration file cannot be read
     */
    public static Settings of(String[] args, Map<String, String> environment) throws IOException {
        ParameterTool arguments;
        try {
            arguments = ParameterTool.fromArgs(args);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
        String path = arguments.get(CONFIG_FILE, environment.get(variable(CONFIG_FILE)));
        ParameterTool file =
                path == null
                        ? ParameterTool.fromMap(Map.of())
                        : ParameterTool.fromPropertiesFile(path);
        Settings settings = new Settings(file, arguments, environment);
        settings.find(CONFIG_FILE);
        return settings;
    }

    /** The value, if one is given. */
    public Optional<String> find(String key) {
        read.add(key);
        String value = environment.get(variable(key));
        if (value == null || arguments.containsKey(key)) {
            value = given.get(key);
        }
        if (NO_VALUE.equals(value)) {
            throw new SettingsException("--" + key + " has no value");
        }
        return Optional.ofNullable(value);
    }

    /** The value, or the default. */
    public String text(String key, String fallback) {
        return find(key).orElse(fallback);
    }

    /** The value of a key that has no default. */
    public String required(String key) {
        return find(key)
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () ->
                                new SettingsException(
                                        "--"
                                                + key
                                                + " is not given; pass it as argument, as "
                                                + variable(key)
                                                + " or in the file --"
                                                + CONFIG_FILE
                                                + " names"));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public long number(String key, long fallback, long min, long max) {
        Optional<String> given = find(key);
        if (given.isEmpty()) {
            return fallback;
        }
        String expected = "a whole number from " + min + " to " + max;
        try {
            long value = Long.parseLong(given.get().trim());
            if (value < min || value > max) {
                throw SettingsException.wrong(key, given.get(), expected);
            }
            return value;
        } catch (NumberFormatException e) {
            throw SettingsException.wrong(key, given.get(), expected);
        }
    }

    /** As {@link #number(String, long, long, long)}, for values that fit an int. */
    public int number(String key, int fallback, int min, int max) {
        return Math.toIntExact(number(key, (long) fallback, (long) min, (long) max));
    }

    /** An ISO-8601 duration ({@code PT30S}) from {@code min} to {@code max}, both included. */
    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        Optional<String> given = find(key);
        if (given.isEmpty()) {
            return fallback;
        }
        String expected = "an ISO-8601 duration from " + min + " to " + max;
        try {
            Duration value = Duration.parse(given.get().trim());
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw SettingsException.wrong(key, given.get(), expected);
            }
            return value;
        } catch (DateTimeParseException e) {
            throw SettingsException.wrong(key, given.get(), expected);
        }
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        Optional<String> given = find(key);
        return switch (given.map(value -> value.toLowerCase(Locale.ROOT)).orElse("")) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                if (given.isPresent()) {
                    throw SettingsException.wrong(key, given.get(), "true or false");
                }
                yield fallback;
            }
        };
    }

    /** A constant of an enum, by its name in any case, dashes for underscores. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        Optional<String> given = find(key);
        if (given.isEmpty()) {
            return fallback;
        }
        List<String> names = new ArrayList<>();
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equalsIgnoreCase(given.get())) {
                return constant;
            }
            names.add(name);
        }
        throw SettingsException.wrong(key, given.get(), "one of " + String.join(", ", names));
    }

    /**
     * All settings under {@code prefix.}, by the rest of their key; from the environment with the
     * underscores of the rest as dots ({@code FLEET_KAFKA_PROPERTY_SASL_MECHANISM}).
     */
    public Map<String, String> under(String prefix) {
        String dotted = prefix + ".";
        Map<String, String> found = new TreeMap<>();
        for (String key : given.toMap().keySet()) {
            if (key.startsWith(dotted)) {
                find(key).ifPresent(value -> found.put(key.substring(dotted.length()), value));
            }
        }
        String variables = variable(prefix) + "_";
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(variables)) {
                        String rest =
                                name.substring(variables.length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '.');
                        if (!arguments.containsKey(dotted + rest)) {
                            found.put(rest, value);
                        }
                    }
                });
        read.add(dotted + "*");
        return found;
    }

    /**
     * To be called when every setting has been read.
     *
     * @throws SettingsException if the arguments or the file hold a key nobody read
     */
    public void refuseUnknown() {
        for (Map.Entry<String, String> entry : new TreeMap<>(given.toMap()).entrySet()) {
            if (!read.contains(entry.getKey())) {
                throw new SettingsException(
                        "--"
                                + entry.getKey()
                                + (SecretKeys.isSecret(entry.getKey())
                                        ? ""
                                        : " ('" + entry.getValue() + "')")
                                + " is not a setting of this job; it knows "
                                + String.join(", ", known()));
            }
        }
    }

    /** The keys read so far, in order; {@code prefix.*} for those of {@link #under}. */
    public List<String> known() {
        return read.stream()
                .filter(key -> read.stream().noneMatch(other -> covers(other, key)))
                .toList();
    }

    private static boolean covers(String pattern, String key) {
        return pattern.endsWith(".*")
                && !pattern.equals(key)
                && key.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    /** Variable of the environment for a key: {@code kafka.bootstrap-servers} and so on. */
    static String variable(String key) {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
