/** The job anomaly: alarm rules and presence per device. */
package io.fleetstream.jobs.anomaly;
