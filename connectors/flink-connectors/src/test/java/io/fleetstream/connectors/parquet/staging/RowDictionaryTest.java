package io.fleetstream.connectors.parquet.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import java.io.EOFException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that are all different fill neither the dictionary of a section nor that of a merge. */
class RowDictionaryTest {
    private static final int ROWS = RowEncoder.MOST_TEXTS + 5_000;
    private static final List<Column> COLUMNS = List.of(Column.required("text", Kind.TEXT));

    private final RowEncoder encoder = new RowEncoder(COLUMNS);
    private final ByteSink bytes = new ByteSink();
    private final Texts texts = new Texts();

    @Test
    void readsTextsThatFoundNoRoomInTheDictionary() throws EOFException {
        for (int i = 0; i < ROWS; i++) {
            write("t" + i);
        }
        write("t" + (ROWS - 2));
        write("t7");

        RowSlots row = new RowSlots(1);
        RowDecoder decoder = new RowDecoder(COLUMNS, new int[] {0}, row, texts);
        decoder.at(bytes.array(), 0);
        for (int i = 0; i < ROWS; i++) {
            decoder.read();
            assertThat(row.binary(0).toStringUsingUTF8()).isEqualTo("t" + i);
        }
        decoder.read();
        assertThat(row.binary(0).toStringUsingUTF8()).isEqualTo("t" + (ROWS - 2));
        decoder.read();
        assertThat(row.binary(0).toStringUsingUTF8()).isEqualTo("t7");
        assertThat(decoder.position()).isEqualTo(bytes.size());
        assertThat(decoder.texts()).isEqualTo(RowEncoder.MOST_TEXTS);
    }

    @Test
    void remembersABoundedNumberOfTexts() {
        for (int i = 0; i < 2 * Texts.MOST + 10; i++) {
            texts.intern(("t" + i).getBytes(UTF_8));
            assertThat(texts.size()).isLessThanOrEqualTo(Texts.MOST);
        }
        assertThat(texts.intern("t".getBytes(UTF_8))).isSameAs(texts.intern("t".getBytes(UTF_8)));
    }

    private void write(String text) {
        Cells cells = new Cells(1);
        cells.text(0, text);
        encoder.write(cells, bytes);
    }
}
