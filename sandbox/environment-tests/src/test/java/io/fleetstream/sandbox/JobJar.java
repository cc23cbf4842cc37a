package io.fleetstream.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar with {@link CountingJob}, as a user would submit it. */
final class JobJar {
    private JobJar() {}

    static Path write(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"CountingJob", "CountingJob$Count"}) {
                String path = "io/fleetstream/sandbox/" + name + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream in = JobJar.class.getResourceAsStream("/" + path)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return file;
    }
}
