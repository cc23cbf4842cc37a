package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.row.TextOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;

/**
 * Gathers rows in memory, by bucket and device, and writes them down sorted: one file per lane, in
 * it a section per bucket, so the number of buckets costs no file descriptors. A bucket always has
 * the same lane. For one thread.
 */
public final class Stager<T> {
    private static final int ROW_OVERHEAD_BYTES = 8;
    private static final int BUCKET_BYTES = 400;

    private final RowType<T> type;
    private final int lanes;
    private final long mostBytes;
    private final Supplier<Path> newPath;
    private final LongSupplier clock;
    private final Cells cells;
    private final RowEncoder encoder;
    private final ByteSink block = new ByteSink();
    private final Map<Bucket, Gathered<T>> buckets = new HashMap<>();
    private Bucket lastBucket;
    private Gathered<T> last;
    private long bytes;

    /**
     * @param lanes number of lanes; positive
     * @param mostBytes heap the rows may take, about
     * @param newPath a path that has never been used, for each file
     * @param clock milliseconds since the epoch
     */
    public Stager(
            RowType<T> type,
            int lanes,
            long mostBytes,
            Supplier<Path> newPath,
            LongSupplier clock) {
        this.type = type;
        this.lanes = lanes;
        this.mostBytes = mostBytes;
        this.newPath = newPath;
        this.clock = clock;
        cells = new Cells(type.columns().size());
        encoder = new RowEncoder(type.columns());
    }

    /** Takes a row; true if it is time to {@link #flush()}, because memory is full. */
    public boolean add(T row) {
        String org = type.org(row);
        long time = type.timeMicros(row);
        long hour = Bucket.hourOf(time);
        if (last == null || hour != lastBucket.hour() || !org.equals(lastBucket.org())) {
            lastBucket = new Bucket(org, hour);
            last = buckets.get(lastBucket);
            if (last == null) {
                last = new Gathered<>(clock.getAsLong());
                buckets.put(lastBucket, last);
                bytes += BUCKET_BYTES;
            }
        }
        last.add(type.device(row), row, type.arrivalMicros(row));
        bytes += type.weight(row) + ROW_OVERHEAD_BYTES;
        return bytes >= mostBytes;
    }

    /**
     * Writes all rows down and forgets them; what it returns is durable.
     *
     * @return the sections of each file
     */
    public List<List<Section>> flush() throws IOException {
        Map<Integer, List<Bucket>> byLane = new TreeMap<>();
        for (Bucket bucket : buckets.keySet()) {
            byLane.computeIfAbsent(laneOf(bucket), lane -> new ArrayList<>()).add(bucket);
        }
        List<List<Section>> files = new ArrayList<>();
        for (Map.Entry<Integer, List<Bucket>> lane : byLane.entrySet()) {
            lane.getValue().sort(null);
            files.add(write(lane.getKey(), lane.getValue()));
        }
        buckets.clear();
        last = null;
        bytes = 0;
        return files;
    }

    private int laneOf(Bucket bucket) {
        return Math.floorMod((bucket.hashCode() * 0x9E3779B1) >>> 8, lanes);
    }

    private List<Section> write(int lane, List<Bucket> own) throws IOException {
        Path path = newPath.get();
        List<Section> sections = new ArrayList<>();
        try (StagedFileWriter file = new StagedFileWriter(path, type.columns())) {
            for (Bucket bucket : own) {
                sections.add(section(file, path, lane, bucket, buckets.get(bucket)));
            }
            file.finish();
        }
        return sections;
    }

    private Section section(
            StagedFileWriter file, Path path, int lane, Bucket bucket, Gathered<T> gathered)
            throws IOException {
        long offset = file.position();
        long rows = 0;
        long firstTime = Long.MAX_VALUE;
        long lastTime = Long.MIN_VALUE;
        encoder.reset();
        List<String> devices = gathered.devices();
        devices.sort(TextOrder::compare);
        for (String device : devices) {
            List<T> own = gathered.rows(device);
            own.sort(type.withinDevice());
            firstTime = Math.min(firstTime, type.timeMicros(own.get(0)));
            lastTime = Math.max(lastTime, type.timeMicros(own.get(own.size() - 1)));
            rows += own.size();
            for (T row : own) {
                type.fill(row, cells);
                encoder.write(cells, block);
                if (block.size() >= StagedFileWriter.BLOCK_BYTES) {
                    file.block(block);
                }
            }
        }
        if (block.size() > 0) {
            file.block(block);
        }
        return new Section(
                bucket,
                path.toString(),
                offset,
                file.position() - offset,
                rows,
                firstTime,
                lastTime,
                devices.get(0),
                devices.get(devices.size() - 1),
                gathered.arrival(),
                gathered.since(),
                lane);
    }
}
