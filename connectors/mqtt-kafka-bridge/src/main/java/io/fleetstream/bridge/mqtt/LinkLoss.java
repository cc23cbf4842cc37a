package io.fleetstream.bridge.mqtt;

/**
 * Why a connection ended.
 *
 * @param byServer whether the broker sent a DISCONNECT
 * @param reasonCode its reason code, or the client library's error code
 * @param message text for logs
 */
public record LinkLoss(boolean byServer, int reasonCode, String message) {}
