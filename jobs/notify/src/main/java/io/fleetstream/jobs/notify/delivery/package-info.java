/** Sending over HTTP: order, concurrency, retries. */
package io.fleetstream.jobs.notify.delivery;
