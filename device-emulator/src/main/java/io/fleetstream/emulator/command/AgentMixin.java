package io.fleetstream.emulator.command;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.agent.CommandFaults;
import io.fleetstream.emulator.agent.ShadowFaults;
import io.fleetstream.emulator.update.FirmwareCounters;
import io.fleetstream.emulator.update.UpdateFaults;
import io.fleetstream.emulator.update.UpdateOptions;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options about what devices do with what they are told. */
public final class AgentMixin {
    @Option(names = "--shadow", description = "Devices keep a shadow: report, and do what differs")
    private boolean shadow;

    @Option(
            names = "--shadow-names",
            paramLabel = "NAME",
            split = ",",
            description = "Named shadows beside the classic one, at most 9, with commas")
    private List<String> names = List.of();

    @Option(
            names = "--shadow-delay",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "From hearing of a change to having made it. Default: ${DEFAULT-VALUE}")
    private Duration shadowDelay;

    @Option(
            names = "--shadow-fault",
            paramLabel = "NAME=SHARE",
            description =
                    "ignore and flap of devices, fail of values, such as ignore=0.05,fail=0.1")
    private Optional<String> shadowFaults;

    @Option(names = "--commands", description = "Devices obey commands")
    private boolean commands;

    @Option(
            names = "--command-delay",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "From acknowledgement to execution. Default: ${DEFAULT-VALUE}")
    private Duration commandDelay;

    @Option(
            names = "--command-fault",
            paramLabel = "NAME=SHARE",
            description = "fail, ignore and repeat of commands, such as fail=0.1,repeat=0.05")
    private Optional<String> commandFaults;

    @Option(
            names = "--updates",
            paramLabel = "KEY",
            description = "Devices run jobs, and install firmware signed with this key (PEM)")
    private Optional<Path> updateKey;

    @Option(
            names = "--update-delay",
            paramLabel = "DURATION",
            defaultValue = "PT2S",
            description =
                    "To write an image, and again to see whether it runs. Default:"
                            + " ${DEFAULT-VALUE}")
    private Duration updateDelay;

    @Option(
            names = "--update-counters",
            paramLabel = "FILE",
            description = {
                "Where devices keep their counter against going back, so that it outlives the",
                "process. Default: nowhere"
            })
    private Optional<Path> updateCounters;

    @Option(
            names = "--update-fault",
            paramLabel = "NAME=SHARE",
            description = {
                "download, hash, signature, boot, stall and battery-drain of updates,",
                "such as boot=0.02"
            })
    private Optional<String> updateFaults;

    /** The options as given; wrong ones throw IllegalArgumentException. */
    AgentOptions options() {
        if (!shadow && !(names.isEmpty() && shadowDelay.isZero() && shadowFaults.isEmpty())) {
            throw new IllegalArgumentException(
                    "--shadow-names, --shadow-delay and --shadow-fault need --shadow");
        }
        if (!commands && !(commandDelay.isZero() && commandFaults.isEmpty())) {
            throw new IllegalArgumentException(
                    "--command-delay and --command-fault need --commands");
        }
        if (updateKey.isEmpty() && (updateFaults.isPresent() || updateCounters.isPresent())) {
            throw new IllegalArgumentException(
                    "--update-fault and --update-counters need --updates");
        }
        AgentOptions options = AgentOptions.NONE;
        if (shadow) {
            options = options.withShadows(names);
        }
        if (commands) {
            options = options.withCommands();
        }
        if (updateKey.isPresent()) {
            options =
                    options.withUpdates(
                            new UpdateOptions(
                                    Optional.of(key(updateKey.get())),
                                    updateDelay,
                                    updateDelay,
                                    updateFaults.map(UpdateFaults::parse).orElse(UpdateFaults.NONE),
                                    counters()));
        }
        return options.withDelays(shadowDelay, commandDelay)
                .withFaults(
                        shadowFaults.map(ShadowFaults::parse).orElse(ShadowFaults.NONE),
                        commandFaults.map(CommandFaults::parse).orElse(CommandFaults.NONE));
    }

    private FirmwareCounters counters() {
        if (updateCounters.isEmpty()) {
            return FirmwareCounters.forgetful();
        }
        try {
            return FirmwareCounters.of(updateCounters.get());
        } catch (IOException e) {
            throw new IllegalArgumentException("--update-counters: " + e.getMessage(), e);
        }
    }

    private static PublicKey key(Path file) {
        try {
            return FirmwareKeys.publicKey(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("--updates " + file + ": " + e.getMessage(), e);
        }
    }
}
