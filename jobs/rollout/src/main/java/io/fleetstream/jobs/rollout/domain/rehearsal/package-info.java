/**
 * What a rollout's policy would have done, had it run over recorded telemetry: with devices as they
 * were, and with an effect put into those that would have had the update.
 */
package io.fleetstream.jobs.rollout.domain.rehearsal;
