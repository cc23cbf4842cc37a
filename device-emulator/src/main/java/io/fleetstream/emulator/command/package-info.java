/** The command line: {@code run} and {@code replay}, also used by {@code ./fleet emulate}. */
package io.fleetstream.emulator.command;
