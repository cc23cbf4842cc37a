package io.fleetstream.cli;

import io.fleetstream.cli.shadow.ShadowAddress;
import io.fleetstream.cli.topic.Cluster;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which shadow, and where to ask. */
final class ShadowOptions {
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "DEVICE", description = "The device, the thing of AWS.")
    private String device;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the shadow; default: the classic one.")
    private String name = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the answer; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(30);

    Cluster cluster() throws IOException {
        return cluster.cluster();
    }

    ShadowAddress address() {
        return new ShadowAddress(device, name);
    }

    Duration timeout() {
        return timeout;
    }
}
