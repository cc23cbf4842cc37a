package io.fleetstream.jobs.notify;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance start of the consumer groups and transactional ids; one per job that runs
 * @param capacity most notices that are on their way to one target at once
 * @param targets who is told
 */
public record NotifyConfig(
        KafkaSettings kafka, String instance, int capacity, List<Target> targets) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int CAPACITY = 10_000;
    private static final int MOST = 100_000;

    /** Checks the name, which becomes part of ids in Kafka. */
    public NotifyConfig {
        targets = List.copyOf(targets);
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--notify.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings and the file of targets, and refuses any setting that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     * @throws IOException if the file of targets cannot be read
     */
    public static NotifyConfig from(Settings settings) throws IOException {
        KafkaSettings kafka = KafkaOptions.from(settings);
        String instance = settings.text("notify.instance", "fleet-notify");
        int capacity = settings.number("notify.capacity", CAPACITY, 1, MOST);
        Path targets = Path.of(settings.required("notify.targets-file"));
        settings.refuseUnknown();
        return new NotifyConfig(
                kafka, instance, capacity, TargetsReader.read(Files.readString(targets)));
    }
}
