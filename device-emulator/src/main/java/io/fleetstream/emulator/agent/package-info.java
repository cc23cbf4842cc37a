/**
 * What a device does with what it is told: it keeps a shadow and obeys commands. The state machines
 * are plain Java; {@link io.fleetstream.emulator.agent.DeviceAgent} joins them to a connection.
 */
package io.fleetstream.emulator.agent;
