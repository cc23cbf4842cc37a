/**
 * Whether a rollout may go on: evidence from telemetry beside a control group, and the conditions
 * on reported states that AWS IoT Jobs and hawkBit know. Pure Java.
 *
 * <p>A device's own side ({@link io.fleetstream.jobs.rollout.domain.gate.DeviceTrial}) turns what
 * happened to it into {@link io.fleetstream.jobs.rollout.domain.gate.EvidenceChange}s, which may
 * arrive in any order; {@link io.fleetstream.jobs.rollout.domain.gate.Evidence} counts them in the
 * order of event time; {@link io.fleetstream.jobs.rollout.domain.gate.Gate} decides.
 */
package io.fleetstream.jobs.rollout.domain.gate;
