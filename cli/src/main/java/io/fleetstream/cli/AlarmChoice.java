package io.fleetstream.cli;

import io.fleetstream.cli.alarm.AlarmLog;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The alarms something is asked of: by their ids, or by device and rule. */
final class AlarmChoice {
    @Parameters(
            paramLabel = "ALARM-ID",
            arity = "0..*",
            description = "As list and watch tell it; the request counts for no later alarm.")
    private List<String> alarms = new ArrayList<>();

    @Option(names = "--device", paramLabel = "DEVICE", description = "Instead, with --rule.")
    private Optional<String> device = Optional.empty();

    @Option(names = "--rule", paramLabel = "RULE", description = "Instead, with --device.")
    private Optional<String> rule = Optional.empty();

    /**
     * What is chosen.
     *
     * @param alarm null for whichever is there
     */
    record Chosen(String device, String rule, String alarm) {}

    /** Looks alarms up by their ids. */
    List<Chosen> chosen(CommandSpec spec, AlarmLog log) throws IOException {
        boolean named = device.isPresent() && rule.isPresent();
        if (named == !alarms.isEmpty() || device.isPresent() != rule.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "name alarms by their ids, or one by --device and --rule");
        }
        if (named) {
            return List.of(new Chosen(device.get(), rule.get(), null));
        }
        List<Chosen> chosen = new ArrayList<>();
        for (String id : alarms) {
            AlarmEvent event =
                    log.last(id)
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "nothing is known of an alarm '"
                                                            + id
                                                            + "'; ./fleet alarms list --all"));
            chosen.add(new Chosen(event.getDeviceId(), event.getRuleId(), id));
        }
        return chosen;
    }
}
