/** The operators. */
package io.fleetstream.jobs.notify.function;
