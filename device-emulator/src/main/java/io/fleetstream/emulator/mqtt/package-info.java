/**
 * One MQTT connection per device behind a port, and what makes publishing reliable on top of it: an
 * outbox, resending in order and reconnecting with jitter.
 */
package io.fleetstream.emulator.mqtt;
