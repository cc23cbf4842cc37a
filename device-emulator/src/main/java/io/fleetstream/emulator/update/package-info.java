/** Devices that run jobs, as AWS IoT has them, and install the firmware these bring. */
package io.fleetstream.emulator.update;
