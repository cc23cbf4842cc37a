/** Replay of recordings: every line becomes one message on the trusted route. */
package io.fleetstream.emulator.replay;
