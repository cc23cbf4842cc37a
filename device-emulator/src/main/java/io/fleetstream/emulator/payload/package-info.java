/** The bytes devices publish: good readings, and bad ones whose fault is known. */
package io.fleetstream.emulator.payload;
