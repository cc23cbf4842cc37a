package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are asked for; what is empty does not matter.
 *
 * @param reasons reason codes
 * @param devices devices
 * @param job job that refused them
 * @param stage operator that refused them
 * @param since refused then or later
 * @param until refused before then
 */
public record LetterFilter(
        Set<ReasonCode> reasons,
        Set<String> devices,
        Optional<String> job,
        Optional<String> stage,
        Optional<Instant> since,
        Optional<Instant> until) {
    /** Copies the sets. */
    public LetterFilter {
        reasons = Set.copyOf(reasons);
        devices = Set.copyOf(devices);
    }

    /** Every dead letter. */
    public static LetterFilter all() {
        return new LetterFilter(
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Whether the dead letter is one of them.
     *
     * @param refusedAt when it was written
     */
    public boolean accepts(DeadLetter letter, Instant refusedAt) {
        return (reasons.isEmpty() || reasons.contains(letter.getReason()))
                && (devices.isEmpty() || isOneOf(devices, letter.getDeviceId()))
                && (job.isEmpty() || job.get().equals(letter.getJob()))
                && (stage.isEmpty() || stage.get().equals(letter.getStage()))
                && (since.isEmpty() || !refusedAt.isBefore(since.get()))
                && (until.isEmpty() || refusedAt.isBefore(until.get()));
    }

    private static boolean isOneOf(Set<String> devices, String device) {
        return device != null && devices.contains(device);
    }
}
