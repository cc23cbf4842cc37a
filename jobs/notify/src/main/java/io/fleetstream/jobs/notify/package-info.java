/** The job notify: tells other services of alarms. */
package io.fleetstream.jobs.notify;
