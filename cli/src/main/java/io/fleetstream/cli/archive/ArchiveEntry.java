package io.fleetstream.cli.archive;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A published file.
 *
 * @param dataset what is in it
 * @param org organisation, decoded; empty for raw messages
 * @param hour first instant of the hour its rows belong to
 * @param path where it is
 * @param bytes its size
 */
public record ArchiveEntry(Dataset dataset, String org, Instant hour, Path path, long bytes) {}
