/**
 * What virtual devices measure: pure functions of seed, device and sequence number, without clocks,
 * state or input and output.
 */
package io.fleetstream.emulator.signal;
