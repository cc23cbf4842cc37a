/** Faults, for tests of several jobs. */
package io.fleetstream.e2e.fault;
