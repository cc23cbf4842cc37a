/** What a gateway does between its devices and the broker: thinning, summing up, keeping. */
package io.fleetstream.emulator.edge;
