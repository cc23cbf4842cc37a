/**
 * Health of a machine from how much it vibrates, or any other level above zero that wear raises:
 * how far it has come from its own beginning, and how long that may go on.
 */
package io.fleetstream.jobs.anomaly.domain.health;
