package io.fleetstream.e2e.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something to be killed, and what is killed while that is being recovered from.
 *
 * @param afterAnswers how many answers later than the last one it happens
 * @param victim first
 * @param second during the recovery; null for none
 */
record Fault(int afterAnswers, Victim victim, Victim second) {
    /** Processes that can be killed. */
    enum Victim {
        JOB_MANAGER,
        A_TASK_MANAGER,
        EVERY_TASK_MANAGER
    }

    /**
     * A seeded schedule: kinds in turn, so that a short one has each, at random moments.
     *
     * @param answers to be spread over
     */
    static List<Fault> schedule(int faults, int answers, Random random) {
        List<Fault> all = new ArrayList<>();
        Victim[] victims = Victim.values();
        int share = answers / (faults + 1);
        for (int i = 0; i < faults; i++) {
            Victim victim = i % 2 == 0 ? Victim.A_TASK_MANAGER : Victim.JOB_MANAGER;
            if (i >= 4 && random.nextInt(4) == 0) {
                victim = Victim.EVERY_TASK_MANAGER;
            }
            Victim second =
                    i % 2 == 1 || random.nextInt(3) == 0
                            ? victims[random.nextInt(victims.length)]
                            : null;
            all.add(new Fault(share / 2 + random.nextInt(share), victim, second));
        }
        return all;
    }

    int kills() {
        return second == null ? 1 : 2;
    }
}
