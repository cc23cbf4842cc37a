/** What {@code ./fleet rollout} writes and reads. */
package io.fleetstream.cli.rollout;
