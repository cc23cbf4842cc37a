package io.fleetstream.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something to be killed, and what is killed while that is being recovered from.
 *
 * @param share when it happens, as a share of the answers it is given
 * @param victim first
 * @param second during the recovery; null for none
 */
public record Fault(double share, Victim victim, Victim second) {
    /** Processes that can be killed. */
    public enum Victim {
        JOB_MANAGER,
        A_TASK_MANAGER,
        EVERY_TASK_MANAGER
    }

    /** A seeded schedule: kinds in turn, so that a short one has each, at random moments. */
    public static List<Fault> schedule(int faults, Random random) {
        List<Fault> all = new ArrayList<>();
        Victim[] victims = Victim.values();
        for (int i = 0; i < faults; i++) {
            Victim victim = i % 2 == 0 ? Victim.A_TASK_MANAGER : Victim.JOB_MANAGER;
            if (i >= 4 && random.nextInt(4) == 0) {
                victim = Victim.EVERY_TASK_MANAGER;
            }
            Victim second =
                    i % 2 == 1 || random.nextInt(3) == 0
                            ? victims[random.nextInt(victims.length)]
                            : null;
            all.add(new Fault(random.nextDouble(), victim, second));
        }
        return all;
    }
}
