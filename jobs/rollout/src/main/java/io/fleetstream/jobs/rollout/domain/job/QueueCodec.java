package io.fleetstream.jobs.rollout.domain.job;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of a device's queue in state. All numbers are varints; the first is the version of the
 * form, so that a later one can read what this one has written. Times but the first of an execution
 * are distances to it.
 */
final class QueueCodec {
    private static final int FORM = 1;

    private QueueCodec() {}

    /** The bytes; null for an empty queue, which nobody needs to keep. */
    static byte[] toBytes(JobQueue queue) {
        if (queue.isEmpty()) {
            return null;
        }
        ByteSink out = new ByteSink();
        List<Execution> all = queue.all();
        out.number(FORM).number(queue.nextOrder()).number(all.size());
        for (Execution execution : all) {
            write(execution, out);
        }
        return out.toBytes();
    }

    /** The queue; an empty one for null. */
    static JobQueue of(byte[] stored) {
        if (stored == null) {
            return new JobQueue();
        }
        ByteSource in = new ByteSource(stored);
        long form = in.number();
        if (form != FORM) {
            throw new IllegalStateException("a queue in state has the unknown form " + form);
        }
        long nextOrder = in.number();
        int size = in.small();
        List<Execution> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(read(in));
        }
        return new JobQueue(all, nextOrder);
    }

    private static void write(Execution e, ByteSink out) {
        boolean same = e.origin().rolloutId().equals(e.jobId());
        out.text(e.jobId()).number(e.number());
        out.text(same ? null : e.origin().rolloutId());
        out.number(e.origin().stage() + 1L).number(e.origin().weight());
        out.number(e.order()).text(e.document());
        out.number(e.status().code()).number(e.version()).text(e.details());
        out.number(e.queuedAt());
        distance(e.startedAt(), e.queuedAt(), out);
        distance(e.updatedAt(), e.queuedAt(), out);
        out.number(e.timers().inProgress());
        distance(e.timers().inProgressBy(), e.queuedAt(), out);
        distance(e.timers().stepBy(), e.queuedAt(), out);
        out.number(e.retries().left()).number(e.retries().failureType().code());
        out.number(e.retries().pauseMicros());
    }

    private static Execution read(ByteSource in) {
        String jobId = in.text();
        long number = in.number();
        String rollout = in.text();
        Origin origin = new Origin(rollout == null ? jobId : rollout, in.small() - 1, in.small());
        long order = in.number();
        String document = in.text();
        ExecutionStatus status = ExecutionStatus.of(in.small());
        long version = in.number();
        String details = in.text();
        long queuedAt = in.number();
        return new Execution(
                jobId,
                number,
                origin,
                order,
                document,
                status,
                version,
                details,
                queuedAt,
                time(queuedAt, in),
                time(queuedAt, in),
                new Timers(in.number(), time(queuedAt, in), time(queuedAt, in)),
                new Retries(in.small(), FailureType.of(in.small()), in.number()));
    }

    /** 0 stands for no time; the sign is in the lowest bit, as a retry is queued in the future. */
    private static void distance(long time, long from, ByteSink out) {
        long distance = time - from;
        out.number(time == 0 ? 0 : ((distance << 1) ^ (distance >> (Long.SIZE - 1))) + 1);
    }

    private static long time(long from, ByteSource in) {
        long written = in.number();
        if (written == 0) {
            return 0;
        }
        long distance = written - 1;
        return from + ((distance >>> 1) ^ -(distance & 1));
    }
}
