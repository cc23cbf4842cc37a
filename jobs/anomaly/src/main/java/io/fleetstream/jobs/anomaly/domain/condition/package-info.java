/**
 * Conditions on a device: what a value, an attribute or a cohort must be. Compiled once, tested for
 * every value; a condition about something that is not known is neither met nor missed.
 */
package io.fleetstream.jobs.anomaly.domain.condition;
