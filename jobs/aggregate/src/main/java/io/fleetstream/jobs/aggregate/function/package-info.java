/** Operators: they load, call the domain, store and emit. */
package io.fleetstream.jobs.aggregate.function;
