package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.row.RowType;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * Archives streams as Parquet, exactly once. Rows are staged with each checkpoint and published
 * later, sorted and merged; see {@link ArchiveSettings} for when.
 */
public final class ArchiveStreams {
    private ArchiveStreams() {}

    /**
     * Archives one stream. Its operators are named {@code gather-<dataset>} and {@code
     * publish-<dataset>}, which are also their uids.
     *
     * @throws IllegalArgumentException if checkpoints are off, so that nothing would ever be
     *     published, or unaligned, so that a staged file could be known to a channel only
     */
    public static <I, T> void archive(
            DataStream<I> stream,
            RowType<T> type,
            Unpack<I, T> unpack,
            ArchiveSettings settings,
            FileAnnouncer.Factory announcers) {
        CheckpointConfig checkpoints = stream.getExecutionEnvironment().getCheckpointConfig();
        if (!checkpoints.isCheckpointingEnabled()) {
            throw new IllegalArgumentException(
                    "execution.checkpointing.interval is not set: files are published after"
                            + " checkpoints, and never without. Set it in config.yaml.");
        }
        if (checkpoints.isUnalignedCheckpointsEnabled()) {
            throw new IllegalArgumentException(
                    "execution.checkpointing.unaligned.enabled is true; the archive needs aligned"
                            + " checkpoints. Set it to false for this job.");
        }
        String gather = "gather-" + type.dataset();
        String publish = "publish-" + type.dataset();
        stream.transform(
                        gather,
                        Types.TUPLE(
                                Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                        new GatherOperator<>(type, unpack, settings))
                .uid(gather)
                .name(gather)
                .partitionCustom(new ByLane(), staged -> staged.f0)
                .transform(publish, Types.VOID, new PublishOperator(type, settings, announcers))
                .uid(publish)
                .name(publish);
    }

    /** Each lane has its subtask. */
    private static final class ByLane implements Partitioner<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public int partition(Integer lane, int subtasks) {
            return lane % subtasks;
        }
    }
}
