package io.fleetstream.jobs.archive.dataset;

import io.fleetstream.connectors.parquet.Unpack;
import io.fleetstream.jobs.common.ReadingRows;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import java.util.function.Consumer;

/** Makes one row of every value of a reading. */
public final class ReadingValues implements Unpack<Reading, ReadingRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void each(Reading reading, Consumer<ReadingRow> rows) {
        ReadingRows.of(reading).forEach(rows);
    }
}
