/** What the job keeps; names and fields outlive releases. */
package io.fleetstream.jobs.prediction.state;
