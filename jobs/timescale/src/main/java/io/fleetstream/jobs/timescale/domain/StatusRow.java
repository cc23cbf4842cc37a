package io.fleetstream.jobs.timescale.domain;

import java.time.Instant;

/**
 * A row of the table {@code device_status}.
 *
 * @param deviceId device
 * @param receivedAt arrival at the bridge
 * @param status online or offline
 * @param battery charge in per cent; may be null
 * @param signal dBm; may be null
 * @param deviceTime time as sent; null in a last will
 * @param sourcePartition partition in {@code device.status}
 * @param sourceOffset offset there
 */
public record StatusRow(
        String deviceId,
        Instant receivedAt,
        String status,
        Double battery,
        Double signal,
        Instant deviceTime,
        int sourcePartition,
        long sourceOffset) {}
