package io.fleetstream.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a checkout of Fleetstream. */
public final class Home {
    private Home() {}

    /** Root of the checkout, from the system property {@code fleet.home}; else where we are. */
    public static Path directory() {
        return Path.of(System.getProperty("fleet.home", "")).toAbsolutePath().normalize();
    }

    /** Directory for everything that is made at run time. */
    public static Path state() {
        return directory().resolve(".fleet");
    }

    /**
     * The jar of a job.
     *
     * @throws IllegalArgumentException if there is no such job or it is not built
     */
    public static Path jobJar(String job) {
        Path jar = directory().resolve("jobs/" + job + "/target/fleet-job-" + job + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "no job '" + job + "' (looked for " + directory().relativize(jar) + ")");
        }
        return jar;
    }
}
