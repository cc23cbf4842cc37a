/** How event time relates to the time on the wall while a run or a replay goes on. */
package io.fleetstream.emulator.pace;
