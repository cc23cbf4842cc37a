package io.fleetstream.schemas.database;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows the first of several copies of a resource only. The migrations travel in every jar that was
 * shaded with this module; two such jars on a class path hold the same scripts, which Flyway would
 * refuse as twice the same version.
 */
final class OneCopy extends ClassLoader {
    private static final String MIGRATIONS = "db/migration";

    OneCopy(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        URL first = name.startsWith(MIGRATIONS) ? getResource(name) : null;
        return first == null ? super.getResources(name) : Collections.enumeration(List.of(first));
    }
}
