package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.DeviceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who holds the connections of a run. */
final class Participants {
    private Participants() {}

    /**
     * The devices, or the gateways with the devices behind them.
     *
     * @throws IOException if a gateway's buffer cannot be opened
     */
    static List<Participant> of(RunContext context) throws IOException {
        RunOptions options = context.options();
        List<Participant> participants = new ArrayList<>();
        if (options.gateways().isEmpty()) {
            for (DeviceIdentity identity : options.devices()) {
                participants.add(new VirtualDevice(identity, context));
            }
            return participants;
        }
        GatewayOptions gateways = options.gateways().get();
        Files.createDirectories(gateways.directory());
        for (int i = 0; i < gateways.count(); i++) {
            List<DeviceIdentity> devices = behind(options, i);
            GatewayStatus status = status(options, i);
            Path buffer = gateways.directory().resolve(status.id() + ".spool");
            participants.add(new VirtualGateway(status, devices, buffer, context));
        }
        return participants;
    }

    /** How many connections take part in storms. */
    static int inStorms(RunOptions options) {
        Episodes episodes =
                new Episodes(options.seed(), options.faults(), options.messagesPerDevice());
        IntStream all = IntStream.range(0, options.connections());
        return options.gateways().isPresent()
                ? (int) all.filter(i -> episodes.inStorm(status(options, i).seed())).count()
                : (int)
                        options.devices().stream()
                                .filter(d -> episodes.inStorm(d.seed(options.seed())))
                                .count();
    }

    private static GatewayStatus status(RunOptions options, int index) {
        return new GatewayStatus(options, behind(options, index).get(0), index);
    }

    private static List<DeviceIdentity> behind(RunOptions options, int index) {
        int each = options.gateways().orElseThrow().devicesEach();
        return options.devices().subList(index * each, (index + 1) * each);
    }
}
