/** The port to an MQTT broker, and the session that keeps a connection up for ever. */
package io.fleetstream.bridge.mqtt;
