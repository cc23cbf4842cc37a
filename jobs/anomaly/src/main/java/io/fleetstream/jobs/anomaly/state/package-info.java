/** What the job remembers. */
package io.fleetstream.jobs.anomaly.state;
