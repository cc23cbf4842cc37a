/** Novelty of a stream of values: severities and alerts, learned from the stream alone. */
package io.fleetstream.jobs.anomaly.domain.novelty;
