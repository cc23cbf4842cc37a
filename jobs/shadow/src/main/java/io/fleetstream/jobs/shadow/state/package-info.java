/** What the job remembers. */
package io.fleetstream.jobs.shadow.state;
