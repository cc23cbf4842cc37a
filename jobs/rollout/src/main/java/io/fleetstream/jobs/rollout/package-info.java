/** The job rollout: jobs as AWS IoT has them on the device side, and rollouts in gated stages. */
package io.fleetstream.jobs.rollout;
