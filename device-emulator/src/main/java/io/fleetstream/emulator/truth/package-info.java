/** What really happened: written while devices publish, read by tests that compare. */
package io.fleetstream.emulator.truth;
