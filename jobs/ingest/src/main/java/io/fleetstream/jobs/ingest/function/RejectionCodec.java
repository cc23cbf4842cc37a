package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Form of a {@link Rejection} between operators; its reason by name, which never moves. */
final class RejectionCodec {
    private RejectionCodec() {}

    static void write(Rejection rejection, DataOutputView target) throws IOException {
        StringValue.writeString(rejection.reason().name(), target);
        target.writeLong(rejection.receivedAt());
        target.writeInt(rejection.partition());
        target.writeLong(rejection.offset());
        StringValue.writeString(rejection.replayId(), target);
    }

    static Rejection read(DataInputView source) throws IOException {
        return new Rejection(
                ReasonCode.valueOf(StringValue.readString(source)),
                source.readLong(),
                source.readInt(),
                source.readLong(),
                StringValue.readString(source));
    }
}
