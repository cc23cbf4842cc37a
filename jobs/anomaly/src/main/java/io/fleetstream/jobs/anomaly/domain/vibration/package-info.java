/** What a window of vibration tells: features in the time domain and energies of bands. */
package io.fleetstream.jobs.anomaly.domain.vibration;
