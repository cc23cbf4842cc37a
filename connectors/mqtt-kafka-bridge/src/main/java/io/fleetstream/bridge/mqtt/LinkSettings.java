package io.fleetstream.bridge.mqtt;

import io.fleetstream.bridge.config.MqttConfig;
import java.time.Duration;

/**
 * How to make one connection.
 *
 * @param mqtt broker, credentials and limits
 * @param clientId client id of this connection
 * @param sessionExpiry how long the broker keeps the session; zero for none
 */
public record LinkSettings(MqttConfig mqtt, String clientId, Duration sessionExpiry) {}
