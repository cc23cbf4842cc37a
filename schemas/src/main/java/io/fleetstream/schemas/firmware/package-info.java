/** Firmware images: what their manifest says, and who signed it. */
package io.fleetstream.schemas.firmware;
