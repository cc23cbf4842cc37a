/** The operators of the job. */
package io.fleetstream.jobs.prediction.function;
