package io.fleetstream.jobs.timescale;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import io.fleetstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shadows, their history and their events, between a real Kafka and a real PostgreSQL. */
class ShadowsITCase {
    @RegisterExtension
    @Order(1)
    static final SharedServices SANDBOX = new SharedServices();

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @RegisterExtension
    @Order(3)
    static final RunningJob JOB = new RunningJob(SANDBOX);

    private static final Instant LATER = TestReadings.NOON.plusSeconds(3 * 86_400);

    @Test
    void keepsTheHighestVersionAndEveryVersion() {
        send(List.of(document("s-1", TestReadings.NOON, 3)));
        send(List.of(document("s-1", TestReadings.NOON, 2), document("s-1", TestReadings.NOON, 1)));
        send(List.of(document("s-1", TestReadings.NOON, 3)));

        JOB.rows()
                .await(
                        "SELECT count(*), count(DISTINCT version), max(version) FROM"
                                + " device_shadow_history WHERE device_id = 's-1'",
                        "3,3,3");
        JOB.rows()
                .await(
                        "SELECT version, deleted, desired::text, reported::text, pending_since"
                                + " FROM device_shadows WHERE device_id = 's-1'",
                        "3,false,{\"n\":1.50,\"u\":\"\\u0000\"},null,null");
    }

    @Test
    void takesAShadowMadeAnewForNewerWhateverItsVersion() {
        send(List.of(document("s-2", TestReadings.NOON, 9)));
        send(List.of(document("s-2", LATER, 1), document("s-2", TestReadings.NOON, 10)));

        JOB.rows().awaitCount("device_shadow_history WHERE device_id = 's-2'", 3);
        JOB.rows()
                .await(
                        "SELECT version, created_at = '"
                                + LATER
                                + "' FROM device_shadows WHERE device_id = 's-2'",
                        "1,true");
    }

    @Test
    void endsWithTheNewestInWhateverOrderVersionsCome() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        List<ShadowDocument> versions = new ArrayList<>();
        for (int version = 1; version <= 200; version++) {
            versions.add(document("s-3", TestReadings.NOON, version));
            versions.add(document("s-3", LATER, version));
        }
        versions.addAll(versions.subList(0, 100));
        Collections.shuffle(versions, new Random(seed));

        send(versions);

        JOB.rows().awaitCount("device_shadow_history WHERE device_id = 's-3'", 400);
        JOB.rows()
                .awaitCount(
                        "device_shadows WHERE device_id = 's-3' AND version = 200 AND created_at"
                                + " = '"
                                + LATER
                                + "'",
                        1);
    }

    @Test
    void writesAnEventOnce() {
        ShadowEvent event =
                ShadowEvent.newBuilder()
                        .setDeviceId("s-4")
                        .setShadowName("config")
                        .setKind(ShadowEventKind.REACHED)
                        .setVersion(4)
                        .setPendingSince(TestReadings.NOON)
                        .setHappenedAt(TestReadings.NOON.plusMillis(1500))
                        .setWaitedMicros(1_500_000)
                        .build();
        JOB.topics()
                .send(
                        Topics.SHADOW_EVENTS,
                        ShadowEvent.class,
                        ShadowEvent::getDeviceId,
                        List.of(event, event));

        JOB.rows()
                .await(
                        "SELECT count(*), max(kind), max(waited_micros), max(path) FROM"
                                + " shadow_events WHERE device_id = 's-4'",
                        "1,REACHED,1500000,");
    }

    private static void send(List<ShadowDocument> documents) {
        JOB.topics()
                .send(
                        Topics.SHADOW_DOCUMENTS,
                        ShadowDocument.class,
                        document -> document.getDeviceId() + "/" + document.getShadowName(),
                        documents);
    }

    private static ShadowDocument document(String device, Instant createdAt, long version) {
        return ShadowDocument.newBuilder()
                .setDeviceId(device)
                .setShadowName("")
                .setVersion(version)
                .setCreatedAt(createdAt)
                .setUpdatedAt(createdAt.plusSeconds(version))
                .setDesired("{\"n\":1.50,\"u\":\"\\u0000\"}")
                .setMetadata("{}")
                .setDesiredVersion(version)
                .setSourcePartition(1)
                .setSourceOffset(version)
                .build();
    }
}
