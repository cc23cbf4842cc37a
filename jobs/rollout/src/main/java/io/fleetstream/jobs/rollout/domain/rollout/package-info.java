/**
 * What a rollout is, and what its controller decides: the definition in YAML, the log of control
 * and what it amounts to, and the budget. Pure Java.
 */
package io.fleetstream.jobs.rollout.domain.rollout;
