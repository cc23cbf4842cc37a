/** Faults, for tests of several jobs. */
package io.fleetstream.faults;
