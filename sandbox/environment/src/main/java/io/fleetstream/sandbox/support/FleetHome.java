package io.fleetstream.sandbox.support;

import io.fleetstream.sandbox.SandboxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root of the repository, where the build left the class paths of the servers.
 *
 * @param root absolute path
 */
public record FleetHome(Path root) {
    private static final String PROPERTY = "fleet.home";

    /**
     * From the system property {@code fleet.home}.
     *
     * @throws SandboxException if it is not set
     */
    public static FleetHome fromProperty() {
        String value = System.getProperty(PROPERTY);
        if (value == null || value.isBlank()) {
            throw new SandboxException(
                    "system property fleet.home is not set; it names the root of the repository");
        }
        return new FleetHome(Path.of(value).toAbsolutePath().normalize());
    }

    /** The jars of a module of the sandbox as a class path. */
    public String classPath(String module) {
        return built("sandbox/" + module + "/target/lib") + "/*";
    }

    /**
     * Something the build makes.
     *
     * @throws SandboxException if it is not there
     */
    public Path built(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            throw new SandboxException(
                    file + " is missing; run: mvn package -DskipTests (in " + root + ")");
        }
        return file;
    }
}
