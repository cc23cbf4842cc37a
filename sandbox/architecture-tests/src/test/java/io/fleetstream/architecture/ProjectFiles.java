package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Files of the project, found from its root. */
final class ProjectFiles {
    static final Path HOME = Path.of(System.getProperty("fleet.home"));

    private static final Pattern POM_VERSION =
            Pattern.compile("<artifactId>fleetstream</artifactId>\\s*<version>([^<]+)</version>");

    private ProjectFiles() {}

    static Path path(String relative) {
        return HOME.resolve(relative);
    }

    static String text(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML document with anchors and merge keys resolved. */
    static Map<String, Object> yaml(String relative) {
        return yamlOf(text(relative));
    }

    static Map<String, Object> yamlOf(String text) {
        return new Yaml(new LoaderOptions()).load(text);
    }

    static Properties properties(String relative) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(path(relative))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** A property of the root POM. */
    static String pomProperty(String name) {
        return group(
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</"), text("pom.xml"), name);
    }

    /** Version of the project. */
    static String projectVersion() {
        return group(POM_VERSION, text("pom.xml"), "version of the project");
    }

    private static String group(Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("pom.xml has %s", what).isTrue();
        return matcher.group(1);
    }
}
