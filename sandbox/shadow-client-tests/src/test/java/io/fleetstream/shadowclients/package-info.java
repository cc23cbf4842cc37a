/** Devices against the shadow job: AWS IoT's own SDK, unmodified, and the emulator's devices. */
package io.fleetstream.shadowclients;
