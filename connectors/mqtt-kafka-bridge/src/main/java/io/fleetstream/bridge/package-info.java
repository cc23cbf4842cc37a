/** The process that carries messages between an MQTT broker and Kafka. */
package io.fleetstream.bridge;
