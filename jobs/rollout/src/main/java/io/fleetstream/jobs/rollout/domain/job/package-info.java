/** A device's queue of job executions and what it does with a request; pure Java. */
package io.fleetstream.jobs.rollout.domain.job;
