/** Firmware images: where they lie, and who may have them. */
package io.fleetstream.cli.firmware;
