/** The job notify: tells other services of alarms, and of rollouts that stop. */
package io.fleetstream.jobs.notify;
