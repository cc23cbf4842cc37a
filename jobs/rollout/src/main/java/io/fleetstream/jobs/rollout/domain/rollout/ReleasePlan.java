package io.fleetstream.jobs.rollout.domain.rollout;

import java.util.Optional;

/**
 * How many buckets may be released now: never more devices than the budget has room for if all of
 * them fail, nor more than rate and spread allow.
 *
 * @param definition of the rollout
 * @param view as the log has it
 * @param census devices by bucket
 * @param kept counts that no restart can change
 * @param succeeded devices that finished well
 * @param terminal released devices of which nothing more will come
 * @param bad those of them that ended badly
 */
record ReleasePlan(
        RolloutDefinition definition,
        RolloutView view,
        Census census,
        int kept,
        long succeeded,
        long terminal,
        long bad) {
    private static final long SLOT_MS = 60_000;

    /** What to release now; empty if nothing can or need be. */
    Optional<ControlDecision> next(long now) {
        StageDefinition stage = definition.stages().get(view.stage());
        int limit = stage.untilBucket(definition.buckets());
        for (int epoch = 1;
                epoch <= Math.min(Math.min(kept, census.complete()), view.epochs());
                epoch++) {
            int frontier = view.frontiers().get(epoch - 1);
            if (frontier < limit) {
                Optional<ControlDecision> release = release(stage, epoch, frontier, limit, now);
                if (release.isPresent()) {
                    return release;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether devices that fail would not even leave room for one more bucket. */
    boolean isStuck() {
        int limit = definition.stages().get(view.stage()).untilBucket(definition.buckets());
        for (int epoch = 1;
                epoch <= Math.min(Math.min(kept, census.complete()), view.epochs());
                epoch++) {
            int frontier = view.frontiers().get(epoch - 1);
            if (frontier < limit && inFlight() == 0 && first(epoch, frontier, limit) > room()) {
                return true;
            }
        }
        return false;
    }

    private Optional<ControlDecision> release(
            StageDefinition stage, int epoch, int frontier, int limit, long now) {
        long first = first(epoch, frontier, limit);
        long openedAt = view.openings().get(view.stage());
        long slot = Math.floorDiv(now - openedAt, SLOT_MS);
        long rated = rated(stage, first, slot);
        long most = Math.min(room(), Math.min(rated, spread(stage, openedAt, now)));
        int until = frontier;
        long devices = 0;
        while (until < limit) {
            long more = census.inBucket(epoch, until);
            if (devices + more > most) {
                break;
            }
            devices += more;
            until++;
        }
        if (until == frontier) {
            return Optional.empty();
        }
        return Optional.of(
                new ControlDecision(
                        ControlDecision.Kind.RELEASE,
                        view.stage(),
                        epoch,
                        until,
                        devices,
                        slot,
                        rated == Long.MAX_VALUE ? 0 : rated - devices,
                        "",
                        ""));
    }

    private long inFlight() {
        return view.released() - terminal;
    }

    private long room() {
        return definition.budget() - bad - inFlight();
    }

    /** Devices of the first bucket that has any: buckets are released whole. */
    private long first(int epoch, int frontier, int limit) {
        for (int bucket = frontier; bucket < limit; bucket++) {
            long devices = census.inBucket(epoch, bucket);
            if (devices > 0) {
                return devices;
            }
        }
        return 0;
    }

    private long rated(StageDefinition stage, long first, long slot) {
        if (stage.rate() == null) {
            return Long.MAX_VALUE;
        }
        if (slot == view.slot()) {
            return view.slotLeft();
        }
        long perMinute = stage.rate().perMinute(view.released(), succeeded);
        // A bucket greater than the rate waits until enough minutes have passed.
        long saved = perMinute * (slot - view.slot()) + view.slotLeft();
        return Math.min(Math.max(perMinute, first), Math.max(perMinute, saved));
    }

    private long spread(StageDefinition stage, long openedAt, long now) {
        if (stage.spreadMs() == 0) {
            return Long.MAX_VALUE;
        }
        int from =
                view.stage() == 0
                        ? 0
                        : definition
                                .stages()
                                .get(view.stage() - 1)
                                .untilBucket(definition.buckets());
        long total = census.devices(from, stage.untilBucket(definition.buckets()));
        double passed = Math.min(1, (double) (now - openedAt) / stage.spreadMs());
        return (long) Math.ceil(total * passed) - view.stageReleased();
    }
}
