package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.schemas.Topics;
import java.io.IOException;

/** Compares the rows that the variants of a case write, drain by drain. */
final class WrittenRows {
    private final CommittedRecords rows;
    private RowsChecksum expected;

    WrittenRows(CommittedRecords rows) {
        this.rows = rows;
    }

    /** A reader of the topic of rows; one may serve several cases. */
    static CommittedRecords reader(String bootstrapServers) {
        return new CommittedRecords(bootstrapServers, Topics.TELEMETRY_AGGREGATES);
    }

    /**
     * Takes what was written since the last time.
     *
     * @throws IOException if there is nothing, or other rows than those of the variant before
     */
    void compare(String variant) throws IOException {
        RowsChecksum checksum = new RowsChecksum();
        rows.readToEnd(record -> checksum.add(record.value()));
        if (checksum.rows() == 0) {
            throw new IOException(variant + " has written no rows");
        }
        if (expected == null) {
            expected = checksum;
        } else if (!expected.equals(checksum)) {
            throw new IOException(
                    variant + " has written " + checksum + ", the variant before " + expected);
        }
    }
}
