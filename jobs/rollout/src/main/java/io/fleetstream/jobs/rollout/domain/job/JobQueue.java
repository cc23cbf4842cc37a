package io.fleetstream.jobs.rollout.domain.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The executions of one device: those to be done and, as long as they are remembered, those that
 * are over. Not thread-safe; {@link QueueCodec} makes bytes of it.
 */
final class JobQueue {
    private static final Comparator<Execution> ORDER =
            Comparator.comparing((Execution e) -> e.status() != ExecutionStatus.IN_PROGRESS)
                    .thenComparing(e -> -e.origin().weight())
                    .thenComparing(Execution::order);

    private final List<Execution> all;
    private long nextOrder;

    JobQueue() {
        this(new ArrayList<>(), 1);
    }

    JobQueue(List<Execution> all, long nextOrder) {
        this.all = all;
        this.nextOrder = nextOrder;
    }

    /** All of them, in the order in which they came. */
    List<Execution> all() {
        return List.copyOf(all);
    }

    /** Place that the next one takes. */
    long nextOrder() {
        return nextOrder;
    }

    /** Takes a place. */
    long takeOrder() {
        return nextOrder++;
    }

    /** Those a device sees, the one to be done next first. */
    List<Execution> pending() {
        return all.stream().filter(e -> e.status().isPending()).sorted(ORDER).toList();
    }

    /** The try of that number; null if there is none. */
    Execution find(String jobId, long number) {
        for (Execution execution : all) {
            if (execution.number() == number && execution.jobId().equals(jobId)) {
                return execution;
            }
        }
        return null;
    }

    /** The latest try that a device can know of; null if there is none. */
    Execution latestSeen(String jobId) {
        Execution latest = null;
        for (Execution execution : all) {
            if (execution.jobId().equals(jobId)
                    && execution.status() != ExecutionStatus.WAITING
                    && (latest == null || execution.number() > latest.number())) {
                latest = execution;
            }
        }
        return latest;
    }

    /** The latest try; null if there is none. */
    Execution latest(String jobId) {
        Execution latest = null;
        for (Execution execution : all) {
            if (execution.jobId().equals(jobId)
                    && (latest == null || execution.number() > latest.number())) {
                latest = execution;
            }
        }
        return latest;
    }

    void add(Execution execution) {
        all.add(execution);
    }

    void replace(Execution before, Execution after) {
        all.set(all.indexOf(before), after);
    }

    void remove(Execution execution) {
        all.remove(execution);
    }

    /** When something happens by itself; 0 for never. */
    long dueAt() {
        long due = 0;
        for (Execution execution : all) {
            long at = execution.dueAt();
            if (at != 0 && (due == 0 || at < due)) {
                due = at;
            }
        }
        return due;
    }

    /** Executions that are not over. */
    int open() {
        return (int) all.stream().filter(e -> !e.status().isTerminal()).count();
    }

    /**
     * Forgets those that have been over for longest, until no more than so many are left, and no
     * more than so much of what devices said about them.
     */
    void forget(int kept, int detailsChars) {
        List<Execution> over =
                all.stream()
                        .filter(e -> e.status().isTerminal())
                        .sorted(
                                Comparator.comparing(Execution::updatedAt)
                                        .thenComparing(Execution::order)
                                        .reversed())
                        .toList();
        int chars = 0;
        for (int i = 0; i < over.size(); i++) {
            String details = over.get(i).details();
            chars += details == null ? 0 : details.length();
            if (i >= kept || chars > detailsChars) {
                all.remove(over.get(i));
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
