package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.RowType;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.parquet.io.api.Binary;

/** How the sections of one merge are read into today's columns, whatever they were written with. */
final class SectionFormat {
    private final List<Column> columns;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, List<Column>> layouts = new HashMap<>();
    private final int deviceColumn;
    private final int timeColumn;
    private final int metricColumn;

    SectionFormat(RowType<?> type) {
        columns = type.columns();
        deviceColumn = type.deviceColumn();
        timeColumn = type.timeColumn();
        metricColumn = type.metricColumn();
        for (int i = 0; i < columns.size(); i++) {
            slots.put(columns.get(i).kind() + " " + columns.get(i).name(), i);
        }
    }

    int deviceColumn() {
        return deviceColumn;
    }

    int timeColumn() {
        return timeColumn;
    }

    int metricColumn() {
        return metricColumn;
    }

    /** A row before the first one; a required column that a section lacks keeps what is here. */
    RowSlots newRow() {
        RowSlots row = new RowSlots(columns.size() + 1);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).required()) {
                row.nulls[i] = false;
                row.binaries[i] = columns.get(i).kind().isBinary() ? Binary.EMPTY : null;
            }
        }
        return row;
    }

    /** Columns of a staged file; read once. */
    List<Column> columnsOf(String path, FSDataInputStream in) throws IOException {
        List<Column> known = layouts.get(path);
        if (known == null) {
            byte[] prefix = read(in, StagedLayout.PREFIX_BYTES, path);
            known = StagedLayout.columns(read(in, StagedLayout.length(prefix, path), path));
            layouts.put(path, known);
        }
        return known;
    }

    /** Where each goes; what there is no column for any more goes behind the last one. */
    int[] slotsOf(List<Column> written) {
        return written.stream()
                .mapToInt(
                        column ->
                                slots.getOrDefault(
                                        column.kind() + " " + column.name(), columns.size()))
                .toArray();
    }

    private static byte[] read(FSDataInputStream in, int length, String path) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(path + " is cut short");
        }
        return bytes;
    }
}
