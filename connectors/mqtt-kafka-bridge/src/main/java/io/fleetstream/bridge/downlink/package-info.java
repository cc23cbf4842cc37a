/** The way from Kafka to MQTT: publishes records and commits what the broker has acknowledged. */
package io.fleetstream.bridge.downlink;
