package io.fleetstream.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvMappingTest {
    @TempDir private Path directory;

    @Test
    void mapsRowsByTheNamesInTheHeader() throws IOException {
        String yaml =
                """
                format: csv
                device-id: rig-1
                sequence: /Nr
                time: {pointer: /Date time, format: yyyy.MM.dd.HH.mm.ss, zone: Europe/Paris}
                metrics:
                  bearing_1: {pointer: /Bearing 1-A, unit: g}
                  bearing_2: /Bearing 2-A
                """;
        String csv =
                """
                Nr,Date time,Bearing 1-A,Bearing 2-A\r
                7,2003.10.22.12.06.24,0.1041,"0.2"\r
                8,2003.10.22.12.09.13,,n/a\r
                """;
        List<ReplayLine> lines = Mapped.lines(directory, yaml, csv);
        assertThat(lines).hasSize(2);
        assertThat(Mapped.text(lines.get(0)))
                .isEqualTo(
                        "{\"device_id\":\"rig-1\",\"seq\":7,\"ts\":1066817184000,\"metrics\":"
                                + "{\"bearing_1\":{\"unit\":\"g\",\"value\":0.1041},"
                                + "\"bearing_2\":0.2}}");
        assertThat(Mapped.json(lines.get(1)).path("metrics").toString())
                .as("an empty cell is nothing; a text is left for ingest to refuse")
                .isEqualTo("{\"bearing_2\":\"n/a\"}");
    }

    @Test
    void takesAllNumericColumnsThatServeNothingElse() throws IOException {
        String yaml =
                """
                format: {csv: {separator: ";"}}
                device-id: /id
                time: {pointer: /t, format: epoch-s}
                metrics: {from: ""}
                """;
        List<ReplayLine> lines =
                Mapped.lines(directory, yaml, "id;t;a;b;c\n17;1700000000.5;1;x;2e3\n");
        assertThat(Mapped.text(lines.get(0)))
                .isEqualTo(
                        "{\"device_id\":\"17\",\"ts\":1700000000500,\"metrics\":{\"a\":1,\"c\":2E+3}}");
    }

    @Test
    void brokenRowsArePublishedAsTheyAre() throws IOException {
        String yaml = "{format: csv, device-id: d, metrics: {from: ''}}";
        List<ReplayLine> lines =
                Mapped.lines(directory, yaml, "a,b\n1,2\n\n1,2,3\n\"never closed\n4\n");
        assertThat(lines)
                .extracting(ReplayLine::kind)
                .containsExactly(
                        ReplayLine.Kind.MAPPED,
                        ReplayLine.Kind.UNMAPPED,
                        ReplayLine.Kind.UNMAPPED,
                        ReplayLine.Kind.UNMAPPED,
                        ReplayLine.Kind.MAPPED);
        assertThat(Mapped.text(lines.get(3))).isEqualTo("\"never closed");
    }
}
