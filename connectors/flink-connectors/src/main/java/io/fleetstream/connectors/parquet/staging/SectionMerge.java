package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of many sections in one order. Rows that compare equal come in the order of the
 * sections, so a merge of the same sections always gives the same rows in the same order.
 */
public final class SectionMerge {
    private static final int MEMORY_BYTES = 32 << 20;
    private static final int LARGEST_FETCH_BYTES = 1 << 20;

    private final List<SectionReader> heap = new ArrayList<>();

    /** Takes one row after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a row, which is overwritten afterwards. */
        void visit(RowSlots row) throws IOException;
    }

    private SectionMerge() {}

    /** Visits all rows. */
    public static void visit(List<Section> sections, RowType<?> type, Visitor visitor)
            throws IOException {
        int fetch =
                Math.min(
                        LARGEST_FETCH_BYTES,
                        Math.max(
                                StagedFileWriter.BLOCK_BYTES,
                                MEMORY_BYTES / Math.max(1, sections.size())));
        SectionFormat format = new SectionFormat(type);
        Texts texts = new Texts();
        SectionMerge merge = new SectionMerge();
        for (Section section : sections) {
            SectionReader reader = new SectionReader(section, format, fetch, texts);
            if (reader.next()) {
                merge.heap.add(reader);
            }
        }
        merge.heap.sort(SectionReader::compare);
        merge.run(visitor);
    }

    /** A sorted list of readers is a heap; the first has the least row. */
    private void run(Visitor visitor) throws IOException {
        Ranked[] ranked = new Ranked[heap.size()];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = new Ranked(heap.get(i), i);
        }
        int size = ranked.length;
        while (size > 0) {
            Ranked least = ranked[0];
            Ranked second = size == 1 ? null : second(ranked, size);
            boolean more;
            do {
                visitor.visit(least.reader.row());
                more = least.reader.next();
            } while (more && (second == null || Ranked.ORDER.compare(least, second) <= 0));
            if (!more) {
                ranked[0] = ranked[--size];
            }
            sink(ranked, size);
        }
    }

    private static Ranked second(Ranked[] ranked, int size) {
        return size == 2 || Ranked.ORDER.compare(ranked[1], ranked[2]) <= 0 ? ranked[1] : ranked[2];
    }

    private static void sink(Ranked[] ranked, int size) {
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && Ranked.ORDER.compare(ranked[child + 1], ranked[child]) < 0) {
                child++;
            }
            if (Ranked.ORDER.compare(ranked[parent], ranked[child]) <= 0) {
                return;
            }
            Ranked moved = ranked[parent];
            ranked[parent] = ranked[child];
            ranked[child] = moved;
            parent = child;
        }
    }

    private record Ranked(SectionReader reader, int rank) {
        static final Comparator<Ranked> ORDER =
                (a, b) -> {
                    int byRow = a.reader.compare(b.reader);
                    return byRow != 0 ? byRow : Integer.compare(a.rank, b.rank);
                };
    }
}
