package io.fleetstream.emulator.edge;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.List;

/** Samples of a thermostat: temperature, humidity, setpoint, valve. */
final class TestSamples {
    static final DeviceIdentity THERMOSTAT =
            Fleet.of(1, Profiles.named("thermostat"), "acme", List.of("s"), "").get(0);

    private TestSamples() {}

    static TelemetryEvent at(long second, double temperature, double humidity) {
        return new TelemetryEvent(
                THERMOSTAT,
                second + 1,
                1_780_000_200_000L + second * 1000, // a multiple of five minutes
                List.of(temperature, humidity, 21.0, 50.0));
    }
}
