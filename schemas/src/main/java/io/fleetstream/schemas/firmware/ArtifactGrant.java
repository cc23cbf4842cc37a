package io.fleetstream.schemas.firmware;

/**
 * Who may fetch an artifact, for what, and until when.
 *
 * @param artifact its name on the server, {@code [A-Za-z0-9._-]+}
 * @param thing the device
 * @param jobId the job
 * @param execution number of the execution, from 1
 * @param expires first second since the epoch in which it may not any more
 */
public record ArtifactGrant(
        String artifact, String thing, String jobId, long execution, long expires) {}
