package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Sections;
import io.fleetstream.connectors.parquet.staging.Stager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers rows and stages them before each checkpoint, or earlier when memory is full; sends the
 * sections of each staged file on, with its lane. No state: what it has not staged is read again
 * after a failure.
 */
final class GatherOperator<I, T> extends AbstractStreamOperator<Tuple2<Integer, byte[]>>
        implements OneInputStreamOperator<I, Tuple2<Integer, byte[]>>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final RowType<T> type;
    private final Unpack<I, T> unpack;
    private final ArchiveSettings settings;
    private transient Stager<T> stager;
    private transient Consumer<T> add;
    private transient Counter values;
    private transient Counter stagedFiles;

    GatherOperator(RowType<T> type, Unpack<I, T> unpack, ArchiveSettings settings) {
        this.type = type;
        this.unpack = unpack;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup metrics = getMetricGroup().addGroup("fleet");
        values = metrics.counter("values");
        stagedFiles = metrics.counter("stagedFiles");
        String directory = settings.stagingDirectory(type.dataset());
        stager =
                new Stager<>(
                        type,
                        settings.lanes(),
                        settings.memoryBytes(),
                        () -> StagedNames.next(directory, now(), UUID.randomUUID()),
                        this::now);
        add = this::add;
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void processElement(StreamRecord<I> element) {
        unpack.each(element.getValue(), add);
    }

    private void add(T row) {
        values.inc();
        if (stager.add(row)) {
            try {
                stage();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        stage();
    }

    @Override
    public void endInput() throws Exception {
        stage();
    }

    private void stage() throws IOException {
        for (List<Section> file : stager.flush()) {
            stagedFiles.inc();
            output.collect(new StreamRecord<>(Tuple2.of(file.get(0).lane(), Sections.write(file))));
        }
    }
}
