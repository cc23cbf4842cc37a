/** What the job remembers. */
package io.fleetstream.jobs.rollout.state;
