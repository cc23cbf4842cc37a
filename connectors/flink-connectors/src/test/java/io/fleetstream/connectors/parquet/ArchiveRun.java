package io.fleetstream.connectors.parquet;

import io.fleetstream.schemas.ArchivedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Both operators between a log that can be read again and a directory, to be killed at will. */
final class ArchiveRun {
    /** What has been told of, in all runs of the JVM. */
    static final Set<String> ANNOUNCED = ConcurrentHashMap.newKeySet();

    private final List<Measured> log;
    private final ArchiveSettings settings;
    private OneInputStreamOperatorTestHarness<Measured, Tuple2<Integer, byte[]>> gather;
    private OneInputStreamOperatorTestHarness<Tuple2<Integer, byte[]>, Void> publish;
    private OperatorSubtaskState completed;
    private int completedPosition;
    private int position;
    private long now;
    private long checkpointId;

    ArchiveRun(Path archive, List<Measured> log) throws Exception {
        this.log = log;
        settings =
                new ArchiveSettings(
                        archive.toUri(), "test", 2, 5_000, 8_000, 30_000, 10_000, false);
        start();
    }

    private void start() throws Exception {
        gather =
                new OneInputStreamOperatorTestHarness<>(
                        new GatherOperator<>(
                                new MeasuredType(), (row, rows) -> rows.accept(row), settings));
        publish =
                new OneInputStreamOperatorTestHarness<>(
                        new PublishOperator(new MeasuredType(), settings, Announcer::new));
        publish.setup(VoidSerializer.INSTANCE);
        gather.setProcessingTime(now);
        publish.setProcessingTime(now);
        if (completed != null) {
            publish.initializeState(completed);
        }
        gather.open();
        publish.open();
        position = completedPosition;
    }

    void read(int rows) throws Exception {
        int end = Math.min(log.size(), position + rows);
        while (position < end) {
            gather.processElement(log.get(position++), 0);
        }
        pass();
    }

    void passTime(long millis) throws Exception {
        now += millis;
        gather.setProcessingTime(now);
        publish.setProcessingTime(now);
    }

    /** As when the process dies between staging and the barrier. */
    void stageWithoutCheckpoint() throws Exception {
        gather.getOperator().prepareSnapshotPreBarrier(checkpointId + 1);
        kill();
    }

    void checkpoint(boolean completes) throws Exception {
        checkpointId++;
        gather.getOperator().prepareSnapshotPreBarrier(checkpointId);
        pass();
        OperatorSubtaskState state = publish.snapshot(checkpointId, now);
        if (completes) {
            completed = state;
            completedPosition = position;
            publish.notifyOfCompletedCheckpoint(checkpointId);
        }
    }

    /** Nothing that is in memory survives; a publication may be anywhere. */
    void kill() throws Exception {
        close();
        start();
    }

    /** Reads the rest, and ends as a job does whose input has ended. */
    void end() throws Exception {
        read(log.size());
        gather.endInput();
        pass();
        publish.endInput();
        checkpoint(true);
    }

    private void pass() throws Exception {
        for (StreamRecord<? extends Tuple2<Integer, byte[]>> record = next();
                record != null;
                record = next()) {
            publish.processElement(record.getValue(), 0);
        }
    }

    @SuppressWarnings("unchecked") // the operator emits nothing else
    private StreamRecord<Tuple2<Integer, byte[]>> next() {
        return (StreamRecord<Tuple2<Integer, byte[]>>) gather.getOutput().poll();
    }

    void close() throws Exception {
        gather.close();
        publish.close();
    }

    private static final class Announcer implements FileAnnouncer {
        @Override
        public void announce(ArchivedFile file) {
            ANNOUNCED.add(file.getPath());
        }

        @Override
        public void close() {}
    }
}
