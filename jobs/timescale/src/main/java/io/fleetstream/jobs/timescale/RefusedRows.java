package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Rejection;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.JobVersion;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.time.Instant;
import java.util.Objects;

/**
 * Dead letters for rows the database refuses. Without payload: the message they were made of stands
 * where the letter says.
 */
final class RefusedRows {
    /** In place of a partition, where a row was made of many messages. */
    static final int NO_PARTITION = -1;

    private RefusedRows() {}

    static DeadLetter reading(ReadingRow row, Rejection rejection) {
        return letter("readings-table", rejection, row.getReceivedAt())
                .setDeviceId(row.getDeviceId())
                .setPath("/metrics/" + pointer(row.getMetric()))
                .setSourceTopic(Topics.TELEMETRY_RAW)
                .setSourcePartition(row.getSourcePartition())
                .setSourceOffset(row.getSourceOffset())
                .setSourceIndex(row.getSourceIndex())
                .build();
    }

    static DeadLetter late(LateReading row, Rejection rejection) {
        return letter("late-readings-table", rejection, row.getReceivedAt())
                .setDeviceId(row.getDeviceId())
                .setSourceTopic(Topics.TELEMETRY_RAW)
                .setSourcePartition(row.getSourcePartition())
                .setSourceOffset(row.getSourceOffset())
                .setSourceIndex(row.getSourceIndex())
                .build();
    }

    /** A window has no place in a topic of messages: its offset is its start, in microseconds. */
    static DeadLetter aggregate(WindowAggregate row, Rejection rejection) {
        int rest =
                Objects.hash(
                        row.getWindowName(),
                        row.getScope().name(),
                        row.getSubject(),
                        row.getMetric());
        return letter("window-aggregates-table", rejection, row.getReceivedAt())
                .setDeviceId(row.getDeviceId())
                .setPath("/" + pointer(row.getMetric()))
                .setSourceTopic(Topics.TELEMETRY_AGGREGATES)
                .setSourcePartition(NO_PARTITION)
                .setSourceOffset(Micros.of(row.getWindowStart()))
                .setSourceIndex(rest & Integer.MAX_VALUE)
                .build();
    }

    static DeadLetter shadow(ShadowDocument row, Rejection rejection) {
        return document("device-shadows-table", row, rejection);
    }

    static DeadLetter shadowVersion(ShadowDocument row, Rejection rejection) {
        return document("device-shadow-history-table", row, rejection);
    }

    /** An event has no place of its own: its offset is when it happened, in microseconds. */
    static DeadLetter shadowEvent(ShadowEvent row, Rejection rejection) {
        int rest = Objects.hash(row.getDeviceId(), row.getShadowName(), row.getPath());
        return letter("shadow-events-table", rejection, row.getHappenedAt())
                .setDeviceId(row.getDeviceId())
                .setPath(row.getPath())
                .setSourceTopic(Topics.SHADOW_EVENTS)
                .setSourcePartition(NO_PARTITION)
                .setSourceOffset(Micros.of(row.getHappenedAt()))
                .setSourceIndex(rest & Integer.MAX_VALUE)
                .build();
    }

    static DeadLetter command(CommandState row, Rejection rejection) {
        return command("device-commands-table", row, rejection);
    }

    static DeadLetter commandState(CommandState row, Rejection rejection) {
        return command("device-command-states-table", row, rejection);
    }

    /** A state has no place of its own: its offset is when it began, in microseconds. */
    private static DeadLetter command(String stage, CommandState row, Rejection rejection) {
        int rest = Objects.hash(row.getDeviceId(), row.getCommandId(), row.getStep());
        return letter(stage, rejection, row.getChangedAt())
                .setDeviceId(row.getDeviceId())
                .setSourceTopic(Topics.COMMAND_STATES)
                .setSourcePartition(NO_PARTITION)
                .setSourceOffset(Micros.of(row.getChangedAt()))
                .setSourceIndex(rest & Integer.MAX_VALUE)
                .build();
    }

    /** One record may change several executions: the index tells which. */
    static DeadLetter execution(JobExecution row, Rejection rejection) {
        int which = Objects.hash(row.getJobId(), row.getExecutionNumber(), row.getVersionNumber());
        return letter("rollout-executions-table", rejection, row.getUpdatedAt())
                .setDeviceId(row.getDeviceId())
                .setSourceTopic(Topics.JOBS_REQUESTS)
                .setSourcePartition(row.getSourcePartition())
                .setSourceOffset(row.getSourceOffset())
                .setSourceIndex(which & Integer.MAX_VALUE)
                .build();
    }

    static DeadLetter rollout(RolloutState row, Rejection rejection) {
        return rollout("rollouts-table", row, rejection);
    }

    static DeadLetter rolloutStep(RolloutState row, Rejection rejection) {
        return rollout("rollout-steps-table", row, rejection);
    }

    /** A state has no place in a topic of messages: its offset is its version. */
    private static DeadLetter rollout(String stage, RolloutState row, Rejection rejection) {
        int which = Objects.hash(row.getRolloutId(), row.getAt());
        return letter(stage, rejection, row.getAt())
                .setSourceTopic(Topics.ROLLOUT_STATES)
                .setSourcePartition(NO_PARTITION)
                .setSourceOffset(row.getVersion())
                .setSourceIndex(which & Integer.MAX_VALUE)
                .build();
    }

    static DeadLetter alarm(AlarmEvent row, Rejection rejection) {
        return alarm("alarms-table", row, rejection);
    }

    static DeadLetter alarmEvent(AlarmEvent row, Rejection rejection) {
        return alarm("alarm-events-table", row, rejection);
    }

    /** What happened to an alarm has no place of its own: its offset is when, in microseconds. */
    private static DeadLetter alarm(String stage, AlarmEvent row, Rejection rejection) {
        int rest = Objects.hash(row.getDeviceId(), row.getRuleId(), row.getStep());
        return letter(stage, rejection, row.getHappenedAt())
                .setDeviceId(row.getDeviceId())
                .setSourceTopic(Topics.ALARMS)
                .setSourcePartition(NO_PARTITION)
                .setSourceOffset(Micros.of(row.getHappenedAt()))
                .setSourceIndex(rest & Integer.MAX_VALUE)
                .build();
    }

    private static DeadLetter document(String stage, ShadowDocument row, Rejection rejection) {
        return letter(stage, rejection, row.getUpdatedAt())
                .setDeviceId(row.getDeviceId())
                .setSourceTopic(Topics.SHADOW_REQUESTS)
                .setSourcePartition(row.getSourcePartition())
                .setSourceOffset(row.getSourceOffset())
                .build();
    }

    private static DeadLetter.Builder letter(
            String stage, Rejection rejection, Instant receivedAt) {
        String message = rejection.describe();
        return DeadLetter.newBuilder()
                .setReason(ReasonCode.SINK_REJECTED)
                .setMessage(
                        message.substring(0, Math.min(message.length(), DeadLetters.MAX_MESSAGE)))
                .setJob(TimescaleTopology.JOB)
                .setJobVersion(JobVersion.current())
                .setStage(stage)
                .setReceivedAt(receivedAt)
                .setSourceTimestamp(receivedAt);
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
