package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a provider needs to know about one run.
 *
 * @param directory directory of the run, exclusively its own
 * @param settings settings of services in their own words, by service; see {@link
 *     SandboxBuilder#configure}
 * @param keepData whether the data outlive the run
 * @param progress gets one line per step, from several threads
 */
public record RunContext(
        Path directory,
        Map<Service, Map<String, String>> settings,
        boolean keepData,
        Consumer<String> progress) {

    /** Settings of one service, empty if there are none. */
    public Map<String, String> settingsOf(Service service) {
        return settings.getOrDefault(service, Map.of());
    }

    /** Log files, one per process. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** Data of one service. */
    public Path data(Service service) {
        return data().resolve(service.title());
    }

    /** Data of all services. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Where every process puts its temporary files; gone after the run. */
    public Path temporary() {
        return directory.resolve("tmp");
    }
}
