/** Firmware images: what their manifest says, who signed it, and who may fetch them. */
package io.fleetstream.schemas.firmware;
