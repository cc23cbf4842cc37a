package io.fleetstream.jobs.aggregate.domain;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * When windows of roll-ups are sent.
 *
 * @param windows kinds of windows; those that slide have no roll-ups
 * @param scopes which there are, as bits of {@link Delta}
 * @param delay how long after its end a window waits for its devices
 * @param reviseAfter how long what comes later waits for more of it
 * @param earlyAfter how long what is new in an open long window waits for an early row
 * @param earlyFrom least length of a window that has early rows; zero for none
 * @param keep how long a window can be revised after its end, or after its last change
 */
public record RollUpRules(
        List<WindowSpec> windows,
        int scopes,
        Duration delay,
        Duration reviseAfter,
        Duration earlyAfter,
        Duration earlyFrom,
        Duration keep)
        implements Serializable {

    /** Checks that windows nest, so that they can be dropped together. */
    public RollUpRules {
        windows = List.copyOf(windows);
        long longest = longest(windows);
        for (WindowSpec spec : windows) {
            if (scopes != 0 && spec.isTumbling() && longest % spec.length() != 0) {
                throw new IllegalArgumentException(
                        "--aggregate.windows has '"
                                + spec.name()
                                + "', expected lengths of which each divides the longest one, or"
                                + " --aggregate.roll-ups none");
            }
        }
    }

    /** Length of the longest window that has roll-ups; 0 for none. */
    public long longest() {
        return longest(windows);
    }

    private static long longest(List<WindowSpec> windows) {
        return windows.stream()
                .filter(WindowSpec::isTumbling)
                .mapToLong(WindowSpec::length)
                .max()
                .orElse(0);
    }
}
