package io.fleetstream.emulator.signal;

import java.util.List;
import java.util.stream.Collectors;

/** The profiles that come with the emulator. */
public final class Profiles {
    /** All of them, in the order in which a mixed fleet takes them in turn. */
    public static final List<DeviceProfile> ALL =
            List.of(
                    new Thermostat(),
                    new VibrationMotor(),
                    new PowerMeter(),
                    new ColdChainTracker());

    private Profiles() {}

    /**
     * Finds profiles by name.
     *
     * @param name a type, or {@code mix} for all
     * @throws IllegalArgumentException naming the accepted values, if there is none
     */
    public static List<DeviceProfile> named(String name) {
        if (name.equals("mix")) {
            return ALL;
        }
        List<DeviceProfile> found = ALL.stream().filter(p -> p.type().equals(name)).toList();
        if (found.isEmpty()) {
            String types = ALL.stream().map(DeviceProfile::type).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "unknown profile '" + name + "': use mix or one of " + types);
        }
        return found;
    }
}
