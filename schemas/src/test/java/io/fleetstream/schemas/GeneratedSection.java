package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document between {@code <!-- NAME -->} and {@code <!-- /NAME -->}, which must say
 * what the code says. Run the tests with {@code -Dfleet.write-docs=true} to write it.
 */
public final class GeneratedSection {
    private final Path file;
    private final String begin;
    private final String end;

    /** The section {@code name} of {@code file}. */
    public GeneratedSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + " -->\n";
        this.end = "<!-- /" + name + " -->\n";
    }

    /** Fails unless the section is {@code expected}, or writes it if that was asked for. */
    public void check(String expected) throws IOException {
        String document = Files.readString(file);
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf(end);
        assertThat(to)
                .as("%s has the section %s", file, begin.strip())
                .isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("fleet.write-docs")) {
            Files.writeString(
                    file, document.substring(0, from) + expected + document.substring(to));
        } else {
            assertThat(document.substring(from, to))
                    .as("%s is written by mvn -pl schemas verify -Dfleet.write-docs=true", file)
                    .isEqualTo(expected);
        }
    }
}
