package io.fleetstream.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyConfigTest {
    private static final KafkaSettings KAFKA = new KafkaSettings("k:1", "http://r:1", Map.of());
    private static final String YAML = "targets: [{name: pager, url: https://p.example/hook}]";
    private static final List<Target> TARGETS = TargetsReader.read(YAML);

    @TempDir private Path files;
    private Path targets;

    @BeforeEach
    void write() throws IOException {
        targets = Files.writeString(files.resolve("targets.yaml"), YAML);
    }

    @Test
    void hasDefaults() throws IOException {
        assertThat(NotifyConfig.from(settings()))
                .isEqualTo(new NotifyConfig(KAFKA, "fleet-notify", 10_000, TARGETS));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(NotifyConfig.from(settings("--notify.instance", "n2", "--notify.capacity", "7")))
                .isEqualTo(new NotifyConfig(KAFKA, "n2", 7, TARGETS));
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        refused("--notify.capacity", "0", "notify.capacity");
        refused("--notify.instance", "a b", "notify.instance");
        refused("--notify.target-file", "x", "notify.target-file");
        Files.writeString(targets, "targets: [{name: pager}]");
        refused("--notify.capacity", "7", "one of url and url-file");
    }

    @Test
    void isInTheReadmeWithEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Settings settings = settings();
        NotifyConfig.from(settings);
        assertThat(settings.known())
                .filteredOn(key -> key.startsWith("notify."))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    private void refused(String key, String value, String message) throws IOException {
        Settings settings = settings(key, value);
        assertThatThrownBy(() -> NotifyConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>();
        args.addAll(List.of("--kafka.bootstrap-servers", "k:1"));
        args.addAll(List.of("--schema-registry.url", "http://r:1"));
        args.addAll(List.of("--notify.targets-file", targets.toString()));
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
