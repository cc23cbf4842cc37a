package io.fleetstream.cli;

import java.io.IOException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lets the emulator's {@code --url} default to the broker of the running stack. */
final class RunningBroker implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) throws IOException {
        boolean url = argument instanceof OptionSpec option && option.longestName().equals("--url");
        return url ? EndpointsFile.load().find("MQTT_URL").orElse(null) : null;
    }
}
