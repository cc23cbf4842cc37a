/** A run of virtual devices: options, the devices themselves, faults, and the report. */
package io.fleetstream.emulator.run;
