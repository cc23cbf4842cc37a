package io.fleetstream.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.aggregate.AggregateConfig;
import io.fleetstream.jobs.anomaly.AnomalyConfig;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.IngestConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PipelineConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");

    @Test
    void hasTheDefaultsOfTheThree() throws IOException {
        assertThat(PipelineConfig.from(settings()))
                .isEqualTo(
                        new PipelineConfig(
                                IngestConfig.from(settings()),
                                AggregateConfig.from(settings()),
                                AnomalyConfig.from(settings())));
    }

    @Test
    void knowsTheKeysOfTheThreeAndNoOthers() throws IOException {
        Settings own = settings();
        PipelineConfig.from(own);
        Settings ingest = settings();
        IngestConfig.from(ingest);
        Settings aggregate = settings();
        AggregateConfig.from(aggregate);
        Settings anomaly = settings();
        AnomalyConfig.from(anomaly);
        Set<String> all = new TreeSet<>(ingest.known());
        all.addAll(aggregate.known());
        all.addAll(anomaly.known());

        assertThat(new TreeSet<>(own.known())).isEqualTo(all);
    }

    @Test
    void givesEachJobItsOwn() throws IOException {
        PipelineConfig config =
                PipelineConfig.from(
                        settings(
                                "--ingest.idle-after", "PT2S",
                                "--aggregate.idle-after", "PT3S",
                                "--anomaly.idle-after", "PT4S"));

        assertThat(config.ingest().idleAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.aggregate().idleAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.anomaly().idleAfter()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void refusesWhatNoneOfThemKnows() throws IOException {
        Settings settings = settings("--pipeline.instance", "p");
        assertThatThrownBy(() -> PipelineConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pipeline.instance");
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
