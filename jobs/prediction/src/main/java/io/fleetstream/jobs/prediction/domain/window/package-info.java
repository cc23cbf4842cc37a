/** Sliding windows of a device, and what models see of them. */
package io.fleetstream.jobs.prediction.domain.window;
