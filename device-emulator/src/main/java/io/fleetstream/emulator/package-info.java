/** Virtual devices and replay of recordings over MQTT. */
package io.fleetstream.emulator;
