package io.fleetstream.jobs.rollout.domain.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the executions of a device are, in the plainest way: a list that everything is looked up in.
 * Knows states, versions, retries and timers; says nothing.
 */
final class QueueOracle {
    /** One try. */
    static final class Try {
        final String job;
        final int number;
        final int weight;
        final long place;
        String status;
        long version = 1;
        long stepEnd = Long.MAX_VALUE;
        long jobEnd = Long.MAX_VALUE;
        long queuedAt;
        int retries;
        final long timeout;

        Try(String job, int number, int weight, long place, long at, long timeout, int retries) {
            this.job = job;
            this.number = number;
            this.weight = weight;
            this.place = place;
            this.queuedAt = at;
            this.timeout = timeout;
            this.retries = retries;
            this.status = "QUEUED";
        }

        @Override
        public String toString() {
            return job + "#" + number + " " + status + " v" + version;
        }
    }

    private final long pause;
    private final List<Try> tries = new ArrayList<>();
    private long place;

    QueueOracle(long pause) {
        this.pause = pause;
    }

    List<String> all() {
        return tries.stream().map(Try::toString).sorted().toList();
    }

    List<Try> pending() {
        return tries.stream()
                .filter(t -> t.status.equals("QUEUED") || t.status.equals("IN_PROGRESS"))
                .sorted(
                        Comparator.comparing((Try t) -> t.status.equals("IN_PROGRESS") ? 0 : 1)
                                .thenComparing(t -> -t.weight)
                                .thenComparing(t -> t.place))
                .toList();
    }

    void queue(String job, int weight, long timeout, int retries, long now) {
        Try last = last(job);
        if (last == null || last.status.equals("REMOVED")) {
            int number = last == null ? 1 : last.number + 1;
            tries.add(new Try(job, number, weight, place++, now, timeout, retries));
        }
    }

    /** By name of the effect. */
    void end(String effect, String job, long now) {
        for (Try t : List.copyOf(tries)) {
            if (!t.job.equals(job) || isOver(t)) {
                continue;
            }
            boolean begun = t.status.equals("IN_PROGRESS");
            if (effect.equals("cancel") && begun) {
                t.retries = 0;
            } else {
                finish(t, effect.equals("remove") ? "REMOVED" : "CANCELED", now);
            }
        }
    }

    /** Whether it is allowed. */
    boolean update(String job, String status, Long expected, Long stepSeconds, long now) {
        Try t = lastSeen(job);
        if (t == null || isOver(t) || (expected != null && expected != t.version)) {
            return false;
        }
        if (!status.equals("IN_PROGRESS")) {
            finish(t, status, now);
            return true;
        }
        begin(t, stepSeconds, now);
        return true;
    }

    void startNext(long now) {
        List<Try> pending = pending();
        if (!pending.isEmpty() && pending.get(0).status.equals("QUEUED")) {
            begin(pending.get(0), null, now);
        }
    }

    private static void begin(Try t, Long stepSeconds, long now) {
        if (t.status.equals("QUEUED") && t.timeout > 0) {
            t.jobEnd = now + t.timeout;
        }
        if (stepSeconds != null) {
            t.stepEnd = stepSeconds < 0 ? Long.MAX_VALUE : now + stepSeconds;
        }
        t.status = "IN_PROGRESS";
        t.version++;
    }

    void advance(long now) {
        for (boolean again = true; again; ) {
            again = false;
            Try first = null;
            for (Try t : tries) {
                if (due(t) <= now && (first == null || due(t) < due(first))) {
                    first = t;
                }
            }
            if (first != null) {
                again = true;
                if (first.status.equals("WAITING")) {
                    first.status = "QUEUED";
                    first.version = 1;
                } else {
                    finish(first, "TIMED_OUT", due(first));
                }
            }
        }
    }

    private static long due(Try t) {
        return switch (t.status) {
            case "WAITING" -> t.queuedAt;
            case "IN_PROGRESS" -> Math.min(t.jobEnd, t.stepEnd);
            default -> Long.MAX_VALUE;
        };
    }

    private void finish(Try t, String status, long now) {
        boolean retried = t.retries > 0 && (status.equals("FAILED") || status.equals("TIMED_OUT"));
        t.status = status;
        t.version++;
        if (retried) {
            Try next =
                    new Try(t.job, t.number + 1, t.weight, place++, now, t.timeout, t.retries - 1);
            long wait = pause << (3 - t.retries);
            if (pause > 0) {
                next.status = "WAITING";
                next.version = 0;
                next.queuedAt = now + wait;
            }
            tries.add(next);
        }
    }

    private static boolean isOver(Try t) {
        return !List.of("QUEUED", "IN_PROGRESS", "WAITING").contains(t.status);
    }

    private Try last(String job) {
        return tries.stream()
                .filter(t -> t.job.equals(job))
                .max(Comparator.comparing(t -> t.number))
                .orElse(null);
    }

    private Try lastSeen(String job) {
        return tries.stream()
                .filter(t -> t.job.equals(job) && !t.status.equals("WAITING"))
                .max(Comparator.comparing(t -> t.number))
                .orElse(null);
    }
}
