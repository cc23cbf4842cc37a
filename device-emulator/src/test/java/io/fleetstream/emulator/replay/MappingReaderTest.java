package io.fleetstream.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    @TempDir private Path directory;

    @Test
    void theMappingOfTheTourPerretComesAlong() throws IOException {
        Mapping mapping = Mapping.load("campusiot-tourperret");
        assertThat(mapping.units).containsEntry("temperature", "Cel");
        assertThat(mapping.allMetricsOf).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics: {a: /a}                               | device-id",
                "device-id: /d                                  | metrics",
                "{device-id: /d, metrics: {a: /a}, colour: red} | colour",
                "{device-id: /d, metrics: {a: b}}               | metrics",
                "{device-id: [1], metrics: {a: /a}}             | device-id",
                "{device-id: /d, metrics: {a: /a}, format: xml} | format",
                "{device-id: /d, metrics: {a: /a}, fallback-device-id: a/b} | fallback-device-id",
                "{device-id: /d, metrics: {a: /a}, time: {pointer: /t, format: 'QQQQQQQQ'}} | time",
                "'{unclosed'                                    | m.yaml",
            })
    void aMistakeIsNamed(String yaml, String named) throws IOException {
        Path file = Files.writeString(directory.resolve("m.yaml"), yaml);
        assertThatThrownBy(() -> Mapping.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void anUnknownNameIsNotAFile() {
        assertThatThrownBy(() -> Mapping.load("nothing-of-the-kind"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("nothing-of-the-kind");
    }
}
