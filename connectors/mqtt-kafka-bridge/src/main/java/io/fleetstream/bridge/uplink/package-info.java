/** The way from MQTT to Kafka: routing, mapping, limits, sending, acknowledging, heartbeats. */
package io.fleetstream.bridge.uplink;
