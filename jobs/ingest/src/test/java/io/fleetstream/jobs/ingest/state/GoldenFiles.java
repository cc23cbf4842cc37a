package io.fleetstream.jobs.ingest.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * State as release 0.1.0 wrote it: the snapshot of its serializer, then the state. A file that is
 * missing is written, and the test fails; the files of a release are never written again.
 */
public final class GoldenFiles {
    private GoldenFiles() {}

    /** The bytes of that name, which hold that state. */
    public static <T> byte[] read(String name, TypeSerializer<T> serializer, T state)
            throws IOException {
        Path file =
                Path.of(
                        System.getProperty("fleet.home"),
                        "jobs/ingest/src/test/resources/state/0.1.0",
                        name + ".bin");
        if (!Files.exists(file)) {
            DataOutputSerializer out = new DataOutputSerializer(1_024);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            serializer.serialize(state, out);
            Files.createDirectories(file.getParent());
            Files.write(file, out.getCopyOfBuffer());
            throw new AssertionError(file + " was missing and is written: look at it, commit it");
        }
        return Files.readAllBytes(file);
    }
}
