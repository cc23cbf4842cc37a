package io.fleetstream.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFileTest {
    @TempDir private Path directory;

    @Test
    void readsCsvWithTagsAndQuotesAndKnowsTheLines() throws IOException {
        DeviceFile file =
                read(
                        "d.csv",
                        """
                        \uFEFFdevice_id,org,site,tag.room
                        d1,acme,"hall, north",12

                        d2,"ac""me",hall,
                        d3,acme
                        d4,acme,hall,"two
                        lines"
                        d5,acme,hall,x
                        """);

        assertThat(file.lines())
                .containsExactly(
                        new DeviceLine(
                                2,
                                Map.of("device_id", "d1", "org", "acme", "site", "hall, north"),
                                Map.of("room", "12"),
                                false),
                        new DeviceLine(
                                4,
                                Map.of("device_id", "d2", "org", "ac\"me", "site", "hall"),
                                Map.of("room", ""),
                                false),
                        new DeviceLine(
                                6,
                                Map.of("device_id", "d4", "org", "acme", "site", "hall"),
                                Map.of("room", "two\nlines"),
                                false),
                        new DeviceLine(
                                8,
                                Map.of("device_id", "d5", "org", "acme", "site", "hall"),
                                Map.of("room", "x"),
                                false));
        assertThat(file.bad()).extracting(BadLine::number).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device_id,colour | 'colour' is no field; accepted: device_id, org",
                "device_id;org;site | 'device_id;org;site' is no field",
                "org,site | there is no device_id",
                "device_id,org,org | 'org' stands there twice"
            })
    void refusesAHeaderItDoesNotUnderstand(String header, String problem) {
        assertThatThrownBy(() -> read("d.csv", header + "\nd1,a\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void stopsAtAnOpenQuote() throws IOException {
        DeviceFile file = read("d.csv", "device_id,org\nd1,acme\nd2,\"acme\nd3,acme\n");

        assertThat(file.lines()).extracting(DeviceLine::deviceId).containsExactly("d1");
        assertThat(file.bad()).hasSize(1);
    }

    @Test
    void readsYamlWithTagsAndKnowsTheLines() throws IOException {
        DeviceFile file =
                read(
                        "d.yaml",
                        """
                        # the hall
                        - device_id: d1
                          org: acme
                          latitude: 52.5
                          model: null
                          tags: {room: 12}
                        - device_id: d2
                          colour: red
                        - 17
                        - device_id: d3
                        """);

        assertThat(file.lines())
                .containsExactly(
                        new DeviceLine(
                                2,
                                Map.of(
                                        "device_id", "d1",
                                        "org", "acme",
                                        "latitude", "52.5",
                                        "model", ""),
                                Map.of("room", "12"),
                                true),
                        new DeviceLine(10, Map.of("device_id", "d3"), Map.of(), false));
        assertThat(file.bad()).extracting(BadLine::number).isEqualTo(List.of(7, 9));
    }

    @Test
    void saysWhereYamlEnds() throws IOException {
        DeviceFile file = read("d.yaml", "- device_id: d1\n- device_id: [\n");

        assertThat(file.lines()).extracting(DeviceLine::deviceId).containsExactly("d1");
        assertThat(file.bad()).hasSize(1);
    }

    private DeviceFile read(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        return DeviceFile.read(file);
    }
}
