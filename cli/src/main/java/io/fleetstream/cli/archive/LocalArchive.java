package io.fleetstream.cli.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of an archive on a disk of this machine, or one that is mounted here. */
public final class LocalArchive {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:org=([^/]+)/)?dt=(\\d{4}-\\d{2}-\\d{2})/hour=(\\d{2})/[^/]+\\.parquet");

    private final Path root;

    /**
     * Of that root: a {@code file:} URI or a path.
     *
     * @throws IOException if it is no directory, or not on a disk
     */
    public LocalArchive(String uri) throws IOException {
        if (uri.matches("[a-z][a-z0-9]+://.*") && !uri.startsWith("file:")) {
            throw new IOException(
                    uri
                            + " is not on a disk: mount the bucket and name the directory; for"
                            + " expiry, the bucket's own life cycle rules do better");
        }
        root = uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri);
        if (!Files.isDirectory(root)) {
            throw new IOException("no archive at " + root);
        }
    }

    /** The published files of the range, by dataset, hour, organisation and name. */
    public List<ArchiveEntry> list(ArchiveRange range) throws IOException {
        List<ArchiveEntry> entries = new ArrayList<>();
        for (Dataset dataset : Dataset.values()) {
            Path directory = root.resolve(dataset.directory());
            if (Files.isDirectory(directory)) {
                Files.walkFileTree(
                        directory,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                                add(dataset, directory, file, found.size(), range, entries);
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult visitFileFailed(Path file, IOException e) {
                                return FileVisitResult.CONTINUE; // gone meanwhile
                            }
                        });
            }
        }
        entries.sort(
                Comparator.comparing(ArchiveEntry::dataset)
                        .thenComparing(ArchiveEntry::hour)
                        .thenComparing(ArchiveEntry::org)
                        .thenComparing(ArchiveEntry::path));
        return entries;
    }

    private static void add(
            Dataset dataset,
            Path directory,
            Path file,
            long bytes,
            ArchiveRange range,
            List<ArchiveEntry> entries) {
        Matcher matcher = FORM.matcher(directory.relativize(file).toString().replace('\\', '/'));
        if (!matcher.matches()) {
            return;
        }
        try {
            Instant hour = Instant.parse(matcher.group(2) + "T" + matcher.group(3) + ":00:00Z");
            String org =
                    matcher.group(1) == null
                            ? ""
                            : URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
            ArchiveEntry entry = new ArchiveEntry(dataset, org, hour, file, bytes);
            if (range.touches(entry)) {
                entries.add(entry);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // no directory of ours
            return;
        }
    }

    /** Where a file is below the root, with {@code /}: its name in the table archived_files. */
    public String pathOf(ArchiveEntry entry) {
        return root.relativize(entry.path()).toString().replace('\\', '/');
    }

    /** Deletes a published file, and the directories that are empty then. */
    public void delete(ArchiveEntry entry) throws IOException {
        Files.deleteIfExists(entry.path());
        Path directory = entry.path().getParent();
        try {
            while (!directory.getParent().equals(root)) {
                Files.delete(directory);
                directory = directory.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // there is more in it
            return;
        }
    }
}
