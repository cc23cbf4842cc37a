package io.fleetstream.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schemas against a real registry. */
class AvroCodecITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    @Test
    void thoseWhoRegisterASchemaAtTheSameMomentAllGetItsId() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String topic = "registered-at-once-" + round;
                Callable<Integer> asking = () -> schemaId(topic);
                Set<Integer> ids = new HashSet<>();
                for (Future<Integer> id : writers.invokeAll(Collections.nCopies(8, asking))) {
                    ids.add(id.get());
                }
                assertThat(ids).hasSize(1);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static int schemaId(String topic) throws IOException {
        Device device =
                Device.newBuilder()
                        .setDeviceId("d")
                        .setOrg("acme")
                        .setSite("away")
                        .setDeviceType("pump")
                        .setUpdatedAt(Instant.EPOCH)
                        .build();
        try (AvroCodec codec = new AvroCodec(SANDBOX.schemaRegistry().url())) {
            return ByteBuffer.wrap(codec.encode(topic, device)).getInt(1);
        }
    }
}
