package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How staged files begin: with their columns, so that a later release of the job can read what an
 * earlier one has left.
 */
final class StagedLayout {
    /** Bytes before the columns: what the file is, and how long the list of its columns is. */
    static final int PREFIX_BYTES = 12;

    private static final byte[] MAGIC = "FLEETSG1".getBytes(StandardCharsets.US_ASCII);

    private StagedLayout() {}

    static byte[] write(List<Column> columns) {
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            text.append(column.kind()).append(' ').append(column.name()).append('\n');
        }
        byte[] list = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] header = Arrays.copyOf(MAGIC, PREFIX_BYTES + list.length);
        for (int i = 0; i < Integer.BYTES; i++) {
            header[MAGIC.length + i] = (byte) (list.length >>> (24 - 8 * i));
        }
        System.arraycopy(list, 0, header, PREFIX_BYTES, list.length);
        return header;
    }

    /** Length of the list that follows the prefix. */
    static int length(byte[] prefix, String path) throws IOException {
        if (!Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(path + " is no staged file of this release");
        }
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = length << 8 | (prefix[MAGIC.length + i] & 0xff);
        }
        return length;
    }

    /** The columns; whether they were required is not known. */
    static List<Column> columns(byte[] list) {
        List<Column> columns = new ArrayList<>();
        for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
            int blank = line.indexOf(' ');
            columns.add(
                    Column.optional(
                            line.substring(blank + 1), Kind.valueOf(line.substring(0, blank))));
        }
        return columns;
    }
}
