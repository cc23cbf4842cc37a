package io.fleetstream.emulator.run;

import io.fleetstream.emulator.edge.EdgeRules;
import io.fleetstream.emulator.edge.SpoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Gateways: each holds one connection for many devices.
 *
 * @param count how many; positive
 * @param devicesEach devices behind every gateway; positive
 * @param directory where each keeps its buffer file
 * @param limits of each buffer
 * @param rules what they do with samples
 * @param offlineFor event time for which a gateway that loses its connection stays offline;
 *     otherwise a share of the run
 */
public record GatewayOptions(
        int count,
        int devicesEach,
        Path directory,
        SpoolLimits limits,
        EdgeRules rules,
        Optional<Duration> offlineFor) {
    /** Checks the numbers. */
    public GatewayOptions {
        if (count < 1 || devicesEach < 1) {
            throw new IllegalArgumentException("there must be gateways, and devices behind them");
        }
    }

    /** Gateways that send everything, with buffers of the usual size. */
    public static GatewayOptions of(int count, int devicesEach, Path directory) {
        return new GatewayOptions(
                count,
                devicesEach,
                directory,
                SpoolLimits.DEFAULT,
                EdgeRules.NONE,
                Optional.empty());
    }

    /** The same with other rules. */
    public GatewayOptions withRules(EdgeRules other) {
        return new GatewayOptions(count, devicesEach, directory, limits, other, offlineFor);
    }

    /** The same with other limits. */
    public GatewayOptions withLimits(SpoolLimits other) {
        return new GatewayOptions(count, devicesEach, directory, other, rules, offlineFor);
    }

    /** The same with another time offline. */
    public GatewayOptions withOfflineFor(Duration length) {
        return new GatewayOptions(
                count, devicesEach, directory, limits, rules, Optional.of(length));
    }
}
