package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code docker-compose.yml} with the versions of {@code .env} put in. */
final class ComposeFile {
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

    private final Map<String, Object> document;

    private ComposeFile(Map<String, Object> document) {
        this.document = document;
    }

    static ComposeFile load() {
        return new ComposeFile(
                ProjectFiles.yamlOf(
                        VARIABLE.matcher(text()).replaceAll(match -> version(match.group(1)))));
    }

    /** As it stands in the file. */
    static String text() {
        return ProjectFiles.text("docker-compose.yml");
    }

    /** Names of all variables in the file. */
    static List<String> variables() {
        return VARIABLE.matcher(text()).results().map(MatchResult::group).distinct().toList();
    }

    static Properties versions() {
        return ProjectFiles.properties(".env");
    }

    private static String version(String variable) {
        String value = versions().getProperty(variable);
        assertThat(value).as(".env has %s", variable).isNotBlank();
        return value;
    }

    List<String> services() {
        return List.copyOf(map(document, "services").keySet());
    }

    Map<String, Object> service(String name) {
        Map<String, Object> services = map(document, "services");
        assertThat(services).containsKey(name);
        return map(services, name);
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(service(service), "environment")
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    /** A list of texts of a service, such as its ports; empty if it has none. */
    List<String> list(String service, String key) {
        Object value = service(service).get(key);
        if (value == null) {
            return List.of();
        }
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }

    /** Conditions by the service they wait for. */
    Map<String, String> dependencies(String service) {
        Map<String, String> conditions = new TreeMap<>();
        Map<String, Object> dependencies = map(service(service), "depends_on");
        dependencies
                .keySet()
                .forEach(
                        name ->
                                conditions.put(
                                        name,
                                        String.valueOf(map(dependencies, name).get("condition"))));
        return conditions;
    }

    List<String> volumes() {
        return List.copyOf(map(document, "volumes").keySet());
    }

    List<String> secrets() {
        return List.copyOf(map(document, "secrets").keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        Object value = parent.get(key);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
