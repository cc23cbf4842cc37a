/** From scores to alarms. */
package io.fleetstream.jobs.prediction.domain.alert;
