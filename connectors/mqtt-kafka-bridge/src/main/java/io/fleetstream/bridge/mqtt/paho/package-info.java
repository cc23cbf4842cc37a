/** The MQTT port on Eclipse Paho, with its traps kept inside. */
package io.fleetstream.bridge.mqtt.paho;
