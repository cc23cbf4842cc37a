package io.fleetstream.emulator.run;

/**
 * How far a run is.
 *
 * @param devices connections in the run: gateways, or devices of their own
 * @param connected devices connected now
 * @param acknowledged messages the broker has taken so far
 * @param outbox messages waiting on the devices
 * @param reconnects so far
 */
public record RunProgress(
        int devices, long connected, long acknowledged, long outbox, long reconnects) {}
