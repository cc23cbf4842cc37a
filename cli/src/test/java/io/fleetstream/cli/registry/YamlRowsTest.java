package io.fleetstream.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.TimeAuthority;
import io.fleetstream.schemas.UnknownMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlRowsTest {
    @TempDir private Path directory;

    @Test
    void readsAModelWithDefaultsForWhatIsLeftOut() throws IOException {
        DeviceModel model =
                models(
                                """
                                model: th-1
                                version: 7
                                unknown_metrics: mark
                                max_age_seconds: 3600
                                metrics:
                                  - {name: temperature, unit: Cel, min: -40, max: 85.5, required: true}
                                  - {name: mode, allowed: [0, 1, 2]}
                                """)
                        .get(0);

        assertThat(model.getModel()).isEqualTo("th-1");
        assertThat(model.getUnknownMetrics()).isEqualTo(UnknownMetrics.MARK);
        assertThat(model.getTimeAuthority()).isEqualTo(TimeAuthority.DEVICE);
        assertThat(model.getClockPolicy()).isEqualTo(ClockPolicy.CORRECT);
        assertThat(model.getMaxAgeSeconds()).isEqualTo(3600.0);
        assertThat(model.getMetrics().get(0).getMin()).isEqualTo(-40.0);
        assertThat(model.getMetrics().get(0).getRequired()).isTrue();
        assertThat(model.getMetrics().get(1).getAllowed()).containsExactly(0.0, 1.0, 2.0);
    }

    @Test
    void takesBackWhatShowPrints() throws IOException {
        DeviceModel model =
                models("model: th-1\nmetrics: [{name: t, unit: '%', max: 1}]\nversion: 2\n").get(0);
        model.setVersion(1);
        model.setUpdatedAt(Instant.EPOCH);

        List<DeviceModel> again = models(RecordTree.yaml(RecordTree.of(model)));

        assertThat(again).containsExactly(model);
    }

    @Test
    void readsSeveralDocumentsAndLists() throws IOException {
        assertThat(models("model: a\nmetrics: []\n---\nmodel: b\nmetrics: []\n")).hasSize(2);
        assertThat(models("- {model: a, metrics: []}\n- {model: b, metrics: []}\n")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metrics: []} | /model is missing: Name of the model.",
                "{model: a, metrics: [], colour: red} | /colour is no field; accepted: model, ver",
                "{model: a, metrics: [{name: t, min: low}]} | /metrics/0/min is \"low\"; accepted:"
                        + " a number",
                "{model: a, metrics: [{name: t, min: 2, max: 1}]} | /metrics/0: min is above max",
                "{model: a, metrics: [{name: t}, {name: t}]} | /metrics/1/name stands there twice",
                "{model: a, metrics: [], late_policy: LOSE} | /late_policy is \"LOSE\"; accepted:"
                        + " [KEEP",
                "{model: a, metrics: [], max_age_seconds: 0} | /max_age_seconds is 0.0; accepted:"
                        + " above",
                "{model: a, metrics: 3} | /metrics is 3; accepted: a list",
                "17 | the document is 17; accepted: an object",
                "{model: | is no YAML"
            })
    void namesThePlaceThatIsWrong(String yaml, String problem) {
        assertThatThrownBy(() -> models(yaml))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: m, device_ids: []} | /device_ids is empty",
                "{name: m, device_ids: ['a/b']} | /device_ids has 'a/b'",
                "{name: '', device_ids: ['a*']} | /name is empty"
            })
    void refusesManifestsThatAllowNothing(String yaml, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("m.yaml"), yaml);
        assertThatThrownBy(
                        () ->
                                YamlRows.read(
                                        file,
                                        DeviceManifest.class,
                                        List.of("updated_at"),
                                        ManifestRules::check))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    private List<DeviceModel> models(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("models.yaml"), yaml);
        return YamlRows.read(
                file, DeviceModel.class, List.of("version", "updated_at"), ModelRules::check);
    }
}
