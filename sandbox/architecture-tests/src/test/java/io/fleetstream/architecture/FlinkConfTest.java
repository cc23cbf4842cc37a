package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a cluster are keys Flink has, and the same wherever they are repeated. */
class FlinkConfTest {
    private static final Pattern MODULE_OPTION = Pattern.compile("--add-(?:opens|exports)=\\S+");

    private static final List<Class<?>> OPTIONS =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    ExecutionOptions.class,
                    MetricOptions.class,
                    PipelineOptions.class,
                    RestartStrategyOptions.class,
                    StateBackendOptions.class,
                    TaskManagerOptions.class);

    private static final Configuration CONFIG =
            GlobalConfiguration.loadConfiguration(ProjectFiles.path("flink-conf").toString());

    static Set<String> keys() {
        return CONFIG.keySet();
    }

    static Stream<Map<?, ?>> alerts() {
        List<?> groups =
                (List<?>) ProjectFiles.yaml("flink-conf/prometheus/alerts.yml").get("groups");
        return groups.stream()
                .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
                .filter(rule -> rule.containsKey("alert"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void setsOnlyKeysOfThisFlink(String key) {
        assertThat(knownKeys()).contains(key);
    }

    @Test
    void readsAsIntended() {
        assertThat(CONFIG.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(CONFIG.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(CONFIG.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
        assertThat(CONFIG.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(CONFIG.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isLessThan(CONFIG.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT));
        assertThat(CONFIG.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
    }

    @Test
    void opensToFlinkAtLeastWhatTestsOpen() {
        assertThat(moduleOptions(CONFIG.get(CoreOptions.FLINK_JVM_OPTIONS)))
                .containsAll(moduleOptions(ProjectFiles.pomProperty("fleet.test.jvm")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void kubernetesSaysTheSame() {
        Map<String, String> kubernetes = new TreeMap<>();
        Map<?, ?> spec =
                (Map<?, ?>)
                        ProjectFiles.yaml("flink-conf/k8s/flink-configuration.yaml").get("spec");
        ((Map<?, ?>) spec.get("flinkConfiguration"))
                .forEach((key, value) -> kubernetes.put(key.toString(), value.toString().strip()));
        Map<String, String> config = new TreeMap<>(CONFIG.toMap());
        config.replaceAll((key, value) -> value.strip());
        config.remove("taskmanager.numberOfTaskSlots");

        assertThat(kubernetes).containsAllEntriesOf(config);
    }

    @Test
    void kubernetesRemembersItsJobsWhenAJobManagerDies() {
        Map<?, ?> spec =
                (Map<?, ?>)
                        ProjectFiles.yaml("flink-conf/k8s/flink-configuration.yaml").get("spec");
        Map<String, String> settings = new TreeMap<>();
        ((Map<?, ?>) spec.get("flinkConfiguration"))
                .forEach((key, value) -> settings.put(key.toString(), value.toString()));

        assertThat(settings)
                .containsEntry(HighAvailabilityOptions.HA_MODE.key(), "kubernetes")
                .containsKey(HighAvailabilityOptions.HA_STORAGE_PATH.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest",
                "aggregate",
                "shadow",
                "anomaly",
                "rollout",
                "timescale",
                "archive",
                "pipeline",
                "notify"
            })
    void kubernetesRunsTheJobsOfThisVersion(String job) {
        String manifest = ProjectFiles.text("flink-conf/k8s/" + job + ".yaml");
        String flink =
                ProjectFiles.pomProperty("flink.version")
                        .replaceAll("^(\\d+)\\.(\\d+)\\..*", "v$1_$2");

        assertThat(manifest)
                .contains("flinkVersion: " + flink)
                .contains("image: fleetstream/jobs:" + ProjectFiles.projectVersion())
                .contains("local:///opt/flink/usrlib/fleet-job-" + job + ".jar")
                .contains("upgradeMode: savepoint");
        assertThat(ProjectFiles.text("flink-conf/k8s/kustomization.yaml")).contains(job + ".yaml");
        assertThat(ProjectFiles.text("flink-conf/k8s/Dockerfile"))
                .contains("jobs/" + job + "/target/fleet-job-" + job + ".jar");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatToDo(Map<?, ?> alert) {
        String name = alert.get("alert").toString();
        Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");

        assertThat(annotations.get("runbook"))
                .isEqualTo("flink-conf/README.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(ProjectFiles.text("flink-conf/README.md")).contains("### " + name + "\n");
    }

    private static Set<String> knownKeys() {
        Set<String> keys = new HashSet<>();
        for (Class<?> options : OPTIONS) {
            Arrays.stream(options.getFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()))
                    .filter(field -> field.getType().equals(ConfigOption.class))
                    .forEach(field -> keys.add(option(field).key()));
        }
        // metrics.reporter.<name>.<setting>, restart-strategy.<strategy>.<setting>
        keys.add("metrics.reporter.prom.factory.class");
        keys.add("metrics.reporter.prom.port");
        return keys;
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> moduleOptions(String jvmOptions) {
        return MODULE_OPTION.matcher(jvmOptions).results().map(MatchResult::group).toList();
    }
}
