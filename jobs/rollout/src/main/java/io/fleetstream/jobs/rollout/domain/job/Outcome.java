package io.fleetstream.jobs.rollout.domain.job;

import java.util.List;

/**
 * What comes of a record of the log.
 *
 * @param stored the queue from now on; null if nothing is left of it
 * @param changed whether it is another one than before
 * @param messages to devices and listeners, in order
 * @param changes versions of executions, in order
 * @param error why the request was refused; null if it was not
 * @param dueAt when something happens by itself, microseconds since the epoch; 0 for never
 * @param overflow whether an execution could not be queued, since the queue is full
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares outcomes
public record Outcome(
        byte[] stored,
        boolean changed,
        List<Message> messages,
        List<Change> changes,
        JobError error,
        long dueAt,
        boolean overflow) {}
