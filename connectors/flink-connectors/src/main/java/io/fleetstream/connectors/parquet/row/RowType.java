package io.fleetstream.connectors.parquet.row;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A dataset of the archive: what its rows consist of, where they belong, and how they are sorted.
 * Files are sorted by device, time and metric, in this order; texts by their bytes.
 *
 * @param <T> a row; kept until the next checkpoint, so it must not be changed
 */
public interface RowType<T> extends Serializable {
    /** Name of the dataset: its directory below the archive. */
    String dataset();

    /** The columns, at most 63. */
    List<Column> columns();

    /** Index of the column files are sorted by first; a text. */
    int deviceColumn();

    /** Index of the column files are sorted by second; a time. */
    int timeColumn();

    /** Index of the column files are sorted by third; a text. */
    int metricColumn();

    /** Organisation of a row; empty where the dataset has no directories by organisation. */
    String org(T row);

    /** Whether there are directories by organisation. */
    boolean byOrganisation();

    /** Device of a row, as in its column; empty for none. */
    String device(T row);

    /** Time of a row, as in its column; it says which hour the row belongs to. */
    long timeMicros(T row);

    /** When the row arrived, microseconds since the epoch. */
    long arrivalMicros(T row);

    /** Order of the rows of one device: by time, then by metric. */
    Comparator<T> withinDevice();

    /** Sets every column. */
    void fill(T row, Cells cells);

    /** About how many bytes of heap the row takes. */
    int weight(T row);

    /** What else stands in the footer of every file. */
    Map<String, String> metadata();
}
