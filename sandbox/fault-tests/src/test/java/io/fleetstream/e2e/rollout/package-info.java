/** Rollouts on a cluster whose processes are killed. */
package io.fleetstream.e2e.rollout;
