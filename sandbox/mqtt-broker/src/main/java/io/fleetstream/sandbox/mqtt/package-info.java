/** An MQTT 5 broker, HiveMQ Community Edition, as one process. */
package io.fleetstream.sandbox.mqtt;
