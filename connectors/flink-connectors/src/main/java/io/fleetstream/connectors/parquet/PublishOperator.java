package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decides at each checkpoint what is to be published, publishes it once the checkpoint is complete,
 * and deletes a staged file once a later checkpoint is complete that does not know it any more.
 * Each lane belongs to one subtask.
 */
final class PublishOperator extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<Tuple2<Integer, byte[]>, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int SECTIONS_PER_ELEMENT = 200;

    private final RowType<?> type;
    private final ArchiveSettings settings;
    private final FileAnnouncer.Factory announcers;
    private transient PublicationBook book;
    private transient PublishingThread thread;
    private transient ListState<byte[]> waiting;
    private transient ListState<byte[]> decided;
    private transient NavigableMap<Long, List<Publication>> toStart;
    private transient NavigableMap<Long, List<String>> toDelete;
    private transient Set<String> known;
    private transient boolean restored;
    private transient boolean ended;
    private transient volatile long unpublishedRows;

    PublishOperator(RowType<?> type, ArchiveSettings settings, FileAnnouncer.Factory announcers) {
        this.type = type;
        this.settings = settings;
        this.announcers = announcers;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        book = new PublicationBook(settings);
        toStart = new TreeMap<>();
        toDelete = new TreeMap<>();
        known = new HashSet<>();
        restored = context.isRestored();
        OperatorStateStore store = context.getOperatorStateStore();
        waiting = store.getUnionListState(PublishStates.WAITING);
        decided = store.getUnionListState(PublishStates.DECIDED);
        for (byte[] element : waiting.get()) {
            for (Section section : Sections.read(element)) {
                known.add(section.path());
                if (isMine(section.lane())) {
                    book.add(List.of(section));
                }
            }
        }
        for (byte[] element : decided.get()) {
            Publication publication = new Publication(Sections.read(element));
            publication.sections().forEach(section -> known.add(section.path()));
            if (isMine(publication.lane())) {
                book.restore(publication);
            }
        }
    }

    private boolean isMine(int lane) {
        var task = getRuntimeContext().getTaskInfo();
        return lane % task.getNumberOfParallelSubtasks() == task.getIndexOfThisSubtask();
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup metrics = getMetricGroup().addGroup("fleet");
        metrics.gauge("unpublishedRows", () -> unpublishedRows);
        thread =
                new PublishingThread(
                        new Publisher(type, settings),
                        announcers.open(),
                        settings.skipMissing(),
                        new PublishMetrics(metrics));
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            StagedSweep sweep =
                    new StagedSweep(settings.stagingDirectory(type.dataset()), known, restored);
            long now = getProcessingTimeService().getCurrentProcessingTime();
            thread.run(() -> sweep.run(now));
        }
        known = null;
        // What a completed checkpoint has decided is carried out, whoever was killed meanwhile.
        book.decided().forEach(thread::publish);
    }

    @Override
    public void processElement(StreamRecord<Tuple2<Integer, byte[]>> element) throws Exception {
        book.add(Sections.read(element.getValue().f1));
        crossOff();
    }

    @Override
    public void endInput() {
        ended = true;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        crossOff();
        long now = getProcessingTimeService().getCurrentProcessingTime();
        List<Publication> made = book.decide(now, ended);
        if (!made.isEmpty()) {
            toStart.put(context.getCheckpointId(), made);
        }
        List<String> free = book.takeFree();
        if (!free.isEmpty()) {
            toDelete.put(context.getCheckpointId(), free);
        }
        waiting.update(elements(book.waiting()));
        List<byte[]> publications = new ArrayList<>();
        for (Publication publication : book.decided()) {
            publications.add(Sections.write(publication.sections()));
        }
        decided.update(publications);
        unpublishedRows = book.waitingRows();
    }

    private static List<byte[]> elements(List<Section> sections) throws IOException {
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < sections.size(); i += SECTIONS_PER_ELEMENT) {
            int end = Math.min(sections.size(), i + SECTIONS_PER_ELEMENT);
            elements.add(Sections.write(sections.subList(i, end)));
        }
        return elements;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        var start = toStart.headMap(checkpointId, true);
        start.values().forEach(made -> made.forEach(thread::publish));
        start.clear();
        var delete = toDelete.headMap(checkpointId, true);
        delete.values().forEach(thread::delete);
        delete.clear();
        if (ended) {
            // There will be no later checkpoint; what it decided is where it belongs.
            thread.await();
            crossOff();
            thread.delete(book.takeFree());
            thread.await();
        }
        crossOff();
    }

    private void crossOff() throws IOException {
        for (PublishingThread.Done done : thread.takeDone()) {
            book.done(done.publication(), done.bytes());
        }
    }

    @Override
    public void close() throws Exception {
        if (thread != null) {
            thread.close();
        }
        super.close();
    }
}
