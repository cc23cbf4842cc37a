/** What the job rollout decides; pure Java. */
package io.fleetstream.jobs.rollout.domain;
