package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Stager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that staged with other columns is followed by this one, which publishes. */
class SchemaChangeTest {
    @TempDir private Path archive;

    @Test
    void publishesWhatAnEarlierReleaseHasStaged() throws IOException {
        List<Section> sections = new ArrayList<>(staged(new Earlier(), "d1"));
        sections.addAll(staged(new MeasuredType(), "d2"));

        new Publisher(
                        new MeasuredType(),
                        new ArchiveSettings(archive.toUri(), "test", 1, 1, 1, 1, 1, false))
                .publish(sections);

        assertThat(MeasuredFiles.rows(archive))
                .containsExactly(
                        new Measured("acme", "d1", 1, "m", 1.5, null),
                        new Measured("acme", "d1", 2, "m", null, null),
                        new Measured("acme", "d2", 1, "m", 1.5, "note"),
                        new Measured("acme", "d2", 2, "m", null, "note"));
    }

    private List<Section> staged(MeasuredType type, String device) throws IOException {
        String directory = archive.toUri() + "_staging/";
        Stager<Measured> stager =
                new Stager<>(
                        type,
                        1,
                        Long.MAX_VALUE,
                        () -> StagedNames.next(directory, 1, UUID.randomUUID()),
                        () -> 1);
        stager.add(new Measured("acme", device, 1, "m", 1.5, "note"));
        stager.add(new Measured("acme", device, 2, "m", null, "note"));
        return stager.flush().get(0);
    }

    /** Other order, one column that is gone now, and none for notes. */
    private static final class Earlier extends MeasuredType {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Column> columns() {
            return List.of(
                    Column.required("gone", Kind.LONG),
                    Column.required("org", Kind.TEXT),
                    Column.required("device_id", Kind.TEXT),
                    Column.required("time", Kind.TIME),
                    Column.required("metric", Kind.TEXT),
                    Column.optional("value", Kind.DOUBLE));
        }

        @Override
        public int timeColumn() {
            return 3;
        }

        @Override
        public int deviceColumn() {
            return 2;
        }

        @Override
        public int metricColumn() {
            return 4;
        }

        @Override
        public void fill(Measured row, Cells cells) {
            cells.number(0, row.micros() * 7);
            cells.text(1, row.org());
            cells.text(2, row.device());
            cells.number(3, row.micros());
            cells.text(4, row.metric());
            cells.real(5, row.value());
        }
    }
}
