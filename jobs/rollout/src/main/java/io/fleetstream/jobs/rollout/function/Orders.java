package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.ExecutionStatus;
import io.fleetstream.jobs.rollout.domain.job.FailureType;
import io.fleetstream.jobs.rollout.domain.job.Origin;
import io.fleetstream.jobs.rollout.domain.job.Retries;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RetryPolicy;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import java.util.List;

/** Orders of a rollout as effects in the log of a device; each has one id, whenever it is made. */
final class Orders {
    private static final String ROLLBACK = "-rollback";
    private static final long MS_PER_SECOND = 1_000;
    private static final long MICROS_PER_MS = 1_000;

    private Orders() {}

    /** The effects, in their order. */
    static List<KafkaRecord> effects(
            DeviceStep.Order order, RolloutDefinition definition, String device, int stage) {
        String job = definition.id();
        KafkaRecord start =
                effect(
                        device,
                        job,
                        "start",
                        new Effect.Queue(
                                job,
                                new Origin(job, stage, definition.weight()),
                                definition.document(),
                                definition.inProgressTimeoutMs() / MS_PER_SECOND,
                                retries(definition.retries())));
        return switch (order) {
            case START -> List.of(start);
            case REMOVE -> List.of(start, effect(device, job, "remove", new Effect.Remove(job)));
            case CANCEL -> List.of(cancel(device, job));
            case ROLLBACK ->
                    List.of(
                            cancel(device, job),
                            effect(
                                    device,
                                    job,
                                    "rollback",
                                    new Effect.Queue(
                                            job + ROLLBACK,
                                            new Origin(job, -1, Origin.MOST_WEIGHT),
                                            definition.rollback(),
                                            definition.inProgressTimeoutMs() / MS_PER_SECOND,
                                            retries(definition.retries()))));
        };
    }

    /** Whether another try follows an execution that ended so. */
    static boolean isRetried(ExecutionStatus status, int retriesLeft, RetryPolicy policy) {
        return retriesLeft > 0
                && ((status == ExecutionStatus.FAILED && policy.failed() > 0)
                        || (status == ExecutionStatus.TIMED_OUT && policy.timedOut() > 0));
    }

    private static KafkaRecord cancel(String device, String job) {
        return effect(device, job, "cancel", new Effect.Cancel(job, false));
    }

    private static KafkaRecord effect(String device, String job, String what, Effect effect) {
        return EffectRecords.record(device, job + "/" + what, effect);
    }

    private static Retries retries(RetryPolicy policy) {
        if (policy.most() == 0) {
            return Retries.NONE;
        }
        FailureType type =
                policy.failed() == 0
                        ? FailureType.TIMED_OUT
                        : policy.timedOut() == 0 ? FailureType.FAILED : FailureType.ALL;
        return new Retries(policy.most(), type, policy.backOffMs() * MICROS_PER_MS);
    }
}
