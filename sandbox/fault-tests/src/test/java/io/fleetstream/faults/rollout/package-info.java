/** Rollouts on a cluster whose processes are killed. */
package io.fleetstream.faults.rollout;
