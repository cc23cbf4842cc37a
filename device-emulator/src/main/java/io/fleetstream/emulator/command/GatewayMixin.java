package io.fleetstream.emulator.command;

import io.fleetstream.emulator.edge.EdgeRules;
import io.fleetstream.emulator.edge.SpoolLimits;
import io.fleetstream.emulator.run.GatewayOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options about gateways; all but the first need the first. */
public final class GatewayMixin {
    @Option(
            names = "--gateways",
            paramLabel = "N",
            description = "Gateways, each a connection for many devices; replaces --devices")
    private Optional<Integer> gateways;

    @Option(
            names = "--devices-per-gateway",
            paramLabel = "N",
            defaultValue = "50",
            description = "Default: ${DEFAULT-VALUE}")
    private int devicesEach;

    @Option(
            names = "--buffer-dir",
            paramLabel = "DIR",
            defaultValue = ".fleet/gateways",
            description = "Where gateways keep what they cannot send. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = "--buffer-messages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "A gateway keeps at most. Default: ${DEFAULT-VALUE}")
    private int bufferMessages;

    @Option(
            names = "--buffer-bytes",
            paramLabel = "N",
            defaultValue = "67108864",
            description = "A gateway keeps at most. Default: ${DEFAULT-VALUE}")
    private long bufferBytes;

    @Option(
            names = "--buffer-ttl",
            paramLabel = "DURATION",
            defaultValue = "P6D",
            description = "Event time a message is kept, below P7D. Default: ${DEFAULT-VALUE}")
    private Duration bufferTtl;

    @Option(
            names = "--offline-for",
            paramLabel = "DURATION",
            description = "Event time offline, for the fault gateway-offline")
    private Optional<Duration> offlineFor;

    @Option(
            names = "--dead-band",
            paramLabel = "METRIC=WIDTH",
            description = "Leave out what moved no more, such as temperature=0.2,*=0")
    private Optional<String> deadBands;

    @Option(
            names = "--edge-aggregate",
            paramLabel = "DURATION",
            description = "Send aggregates over windows of so long instead of samples")
    private Optional<Duration> window;

    @Option(
            names = "--alert-bounds",
            paramLabel = "METRIC=LOW..HIGH",
            description = "Send at once, before all else, what lies outside")
    private Optional<String> bounds;

    @Option(
            names = "--adaptive-sampling",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description =
                    "Sample steady devices up to so many times slower. Default: ${DEFAULT-VALUE}")
    private int slowest;

    /** The gateways, if there are to be any; wrong options throw IllegalArgumentException. */
    Optional<GatewayOptions> options() {
        EdgeRules rules =
                new EdgeRules(
                        deadBands.map(EdgeRules::parseDeadBands).orElse(Map.of()),
                        window,
                        bounds.map(EdgeRules::parseBounds).orElse(Map.of()),
                        slowest);
        if (gateways.isEmpty() && !(rules.equals(EdgeRules.NONE) && offlineFor.isEmpty())) {
            throw new IllegalArgumentException(
                    "--dead-band, --edge-aggregate, --alert-bounds, --adaptive-sampling and"
                            + " --offline-for need --gateways");
        }
        return gateways.map(
                count ->
                        new GatewayOptions(
                                count,
                                devicesEach,
                                directory,
                                new SpoolLimits(bufferMessages, bufferBytes, bufferTtl),
                                rules,
                                offlineFor));
    }
}
