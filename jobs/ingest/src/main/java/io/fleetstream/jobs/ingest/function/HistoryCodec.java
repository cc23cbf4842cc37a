package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.SequenceSession;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a {@link DeviceHistory}; as long as before where a device counts without gaps. */
final class HistoryCodec {
    private HistoryCodec() {}

    static void write(DeviceHistory history, DataOutputView target) throws IOException {
        Packing.writeCount(history.sessions().size(), target);
        for (SequenceSession session : history.sessions()) {
            Texts.write(session.bootId(), target);
            target.writeLong(session.startedAt());
            target.writeLong(session.latestAt());
            target.writeLong(session.lowest());
            Packing.write(session.runs(), target);
        }
        Packing.write(history.recentSequenced(), target);
        Packing.write(history.recentUnsequenced(), target);
    }

    static DeviceHistory read(DataInputView source, Texts texts) throws IOException {
        SequenceSession[] sessions = new SequenceSession[Packing.readSize(source)];
        for (int i = 0; i < sessions.length; i++) {
            String bootId = texts.read(source);
            long startedAt = source.readLong();
            long latestAt = source.readLong();
            long lowest = source.readLong();
            sessions[i] =
                    new SequenceSession(
                            bootId, startedAt, latestAt, Packing.readLongs(source), lowest);
        }
        return new DeviceHistory(
                List.of(sessions), Packing.readLongs(source), Packing.readLongs(source));
    }
}
