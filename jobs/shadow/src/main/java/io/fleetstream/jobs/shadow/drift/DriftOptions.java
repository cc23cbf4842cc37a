package io.fleetstream.jobs.shadow.drift;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What counts as drift.
 *
 * @param hold how long a device must differ, and the majority stand; zero switches drift off
 * @param minDevices devices that must report the majority's value
 * @param maxDevices devices of a cohort that are compared for one path; further ones are not
 * @param cohort traits that devices of a cohort have in common
 * @param paths JSON Pointers below {@code /reported}; what lies under them is compared; empty for
 *     everything
 */
public record DriftOptions(
        Duration hold, int minDevices, int maxDevices, List<String> cohort, List<String> paths)
        implements Serializable {
    private static final Set<String> TRAITS =
            Set.of("org", "site", "type", "model", "hardware", "firmware");

    /** Paths of a device that are compared; further ones are not. */
    public static final int MOST_PATHS = 64;

    /** Switched off. */
    public static final DriftOptions OFF =
            new DriftOptions(Duration.ZERO, 10, 100_000, List.of("model", "firmware"), List.of());

    private static final long serialVersionUID = 1L;

    /** Checks names and paths. */
    public DriftOptions {
        cohort = List.copyOf(cohort);
        paths = List.copyOf(paths);
        for (String trait : cohort) {
            if (!TRAITS.contains(trait) && !(trait.startsWith("tag.") && trait.length() > 4)) {
                throw new IllegalArgumentException(
                        "--drift.cohort has '"
                                + trait
                                + "', expected org, site, type, model, hardware, firmware or"
                                + " tag.NAME");
            }
        }
        if (cohort.isEmpty()) {
            throw new IllegalArgumentException("--drift.cohort is empty, expected model,firmware");
        }
        for (String path : paths) {
            if (!path.startsWith("/") || path.length() < 2) {
                throw new IllegalArgumentException(
                        "--drift.paths has '" + path + "', expected JSON Pointers such as /config");
            }
        }
    }

    /** Whether anything is compared. */
    public boolean isOn() {
        return !hold.isZero();
    }
}
