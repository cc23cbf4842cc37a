/** One request for every device that a selector picks. */
package io.fleetstream.jobs.shadow.bulk;
