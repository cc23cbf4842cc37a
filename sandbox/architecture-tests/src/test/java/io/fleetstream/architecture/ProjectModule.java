package io.fleetstream.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param directory where it stands, from the root of the project; empty for the root
 */
record ProjectModule(String directory) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                            + "((?:(?!</dependency>).)*)</dependency>",
                    Pattern.DOTALL);
    private static final Pattern ARTIFACT =
            Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");

    /** Every module, aggregators included, but not the root. */
    static List<ProjectModule> all() {
        return new ProjectModule("").children().toList();
    }

    private Stream<ProjectModule> children() {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return MODULE.matcher(pom())
                .results()
                .map(match -> new ProjectModule(prefix + match.group(1)))
                .flatMap(child -> Stream.concat(Stream.of(child), child.children()));
    }

    /** Text of its POM. */
    String pom() {
        return ProjectFiles.text(directory.isEmpty() ? "pom.xml" : directory + "/pom.xml");
    }

    String artifactId() {
        return ARTIFACT.matcher(pom()).results().findFirst().orElseThrow().group(1);
    }

    /** What its own POM says it needs, {@code groupId:artifactId}, without that of tests. */
    List<String> dependencies() {
        return DEPENDENCY
                .matcher(pom())
                .results()
                .filter(match -> !match.group(3).contains("<scope>test</scope>"))
                .map(ProjectModule::coordinates)
                .toList();
    }

    private static String coordinates(MatchResult match) {
        return match.group(1) + ":" + match.group(2);
    }

    boolean hasSources() {
        return Files.isDirectory(ProjectFiles.path(directory).resolve("src/main/java"));
    }

    Path classes() {
        return ProjectFiles.path(directory).resolve("target/classes");
    }

    Path testClasses() {
        return ProjectFiles.path(directory).resolve("target/test-classes");
    }
}
