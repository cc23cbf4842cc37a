package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.staging.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The decision to make one file of these sections. Once it stands in a completed checkpoint it is
 * carried out, as often as it takes: its name follows from the sections, and so do its rows, so
 * that a second publication changes nothing.
 *
 * @param sections of one bucket and one lane, in the order they came
 */
record Publication(List<Section> sections) {
    private static final int NAME_BYTES = 12;

    Publication {
        sections = List.copyOf(sections);
    }

    /** Lane of its staged files. */
    int lane() {
        return sections.get(0).lane();
    }

    /** Path below the root of the archive. */
    String path(String dataset, boolean byOrganisation) {
        return dataset
                + "/"
                + HourDirectories.of(sections.get(0).bucket(), byOrganisation)
                + "/"
                + dataset
                + "-"
                + digest()
                + ".zstd.parquet";
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Section section : sections) {
                String id = section.path().substring(section.path().lastIndexOf('/') + 1);
                digest.update((id + "#" + section.offset()).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
