/**
 * Rollouts and their gate without a cluster: seeded, in event time alone. The unit tests, the
 * benchmark of the gate and rehearsals run on it. Pure Java.
 */
package io.fleetstream.jobs.rollout.domain.simulation;
