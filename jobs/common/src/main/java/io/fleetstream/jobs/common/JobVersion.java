package io.fleetstream.jobs.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the jar, as it stands in dead letters. */
public final class JobVersion {
    private static final String VERSION = read();

    private JobVersion() {}

    /** Version of the build, such as {@code 0.1.0}. */
    public static String current() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = JobVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties in the jar cannot be read", e);
        }
    }
}
