package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.signal.DeviceIdentity;

/** The commands that emulated devices know. */
final class CommandSet {
    private final DeviceIdentity identity;
    private final DeviceControls controls;

    CommandSet(DeviceIdentity identity, DeviceControls controls) {
        this.identity = identity;
        this.controls = controls;
    }

    CommandOutcome execute(String command, JsonNode parameters) {
        return switch (command) {
            case "ping" -> CommandOutcome.done(Settings.none().put("pong", true));
            case "identify" -> CommandOutcome.done(identify());
            case "reboot" -> {
                controls.reboot();
                yield CommandOutcome.done(
                        Settings.none().put("boot_id", controls.software().bootId()));
            }
            case "set-interval" -> setInterval(parameters.path("seconds"));
            default ->
                    CommandOutcome.failed(
                            "unknown command '"
                                    + command
                                    + "': ping, identify, reboot, set-interval");
        };
    }

    private CommandOutcome setInterval(JsonNode seconds) {
        if (!seconds.isNumber() || !(seconds.asDouble() > 0)) {
            return CommandOutcome.failed("set-interval needs a positive number 'seconds'");
        }
        return CommandOutcome.done(
                Settings.none().put("interval_s", controls.interval(seconds.asDouble())));
    }

    private ObjectNode identify() {
        return Settings.none()
                .put("device_id", identity.id())
                .put("type", identity.profile().type())
                .put("site", identity.site())
                .put("firmware", controls.software().firmware())
                .put("boot_id", controls.software().bootId());
    }
}
