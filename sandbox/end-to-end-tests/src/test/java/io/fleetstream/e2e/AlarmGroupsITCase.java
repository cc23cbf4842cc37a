package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.e2e.alarm.AlarmEars;
import io.fleetstream.e2e.alarm.AlarmStage;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A16 through the whole stack: a gateway that is gone stands for its children, those that are gone
 * with it as well as those that are too hot meanwhile.
 */
class AlarmGroupsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final int CHILDREN = 50;
    private static final String RUN = UUID.randomUUID().toString().substring(0, 6);
    private static final String SITE = "hall-" + RUN;
    private static final String GATEWAY = "gateway-" + RUN;
    private static final String GROUP = "tag.gateway=" + GATEWAY;
    private static final String GONE = "gone-" + RUN;
    private static final String HOT = "hot-" + RUN;
    private static final List<String> DEVICES =
            IntStream.range(0, CHILDREN).mapToObj(child -> "child-" + child + "-" + RUN).toList();

    private static final Map<String, String> RULES =
            Map.of(
                    GONE,
                    """
                    rule: %s
                    devices: site=%s
                    presence:
                      severity: major
                      times: 2
                      interval: PT2S
                      group: {by: tag.gateway, devices: 1000, tell-every: PT1S}
                    """
                            .formatted(GONE, SITE),
                    HOT,
                    """
                    rule: %s
                    devices: site=%s
                    metric: t
                    levels: [{severity: minor, above: 10, clear: {below: 9}}]
                    group: {by: tag.gateway, parent: %s, devices: 1000, grace: PT2S}
                    """
                            .formatted(HOT, SITE, GONE));

    @Test
    void a16AGatewayThatIsGoneStandsForItsChildren() throws Exception {
        Cluster cluster =
                Cluster.at(
                        SHARED.stack().sandbox().kafka().bootstrapServers(),
                        SHARED.stack().sandbox().schemaRegistry().url());
        AlarmEars ears = new AlarmEars(cluster);
        register(cluster);
        try (AlarmStage stage = new AlarmStage(cluster, SHARED.stack().sandbox().mqtt().url())) {
            stage.apply(RULES);
            stage.publish(readings(1, 5));
            patiently()
                    .untilAsserted(
                            () -> {
                                Map<String, List<AlarmEvent>> told = ears.told();
                                assertThat(changes(told, GATEWAY, GONE)).isNotEmpty();
                                assertThat(events(told, GROUP, GONE))
                                        .last()
                                        .returns((long) CHILDREN, AlarmEvent::getDevices);
                            });
            assertThat(changes(ears.told(), GATEWAY, GONE)).containsExactly(AlarmChangeKind.RAISED);

            stage.publish(Map.of(topic(DEVICES.get(0)), reading(2, 20)));
            patiently()
                    .untilAsserted(
                            () ->
                                    assertThat(events(ears.told(), GROUP, HOT))
                                            .singleElement()
                                            .returns(1L, AlarmEvent::getDevices));

            stage.publish(readings(3, 20));
            patiently()
                    .untilAsserted(
                            () -> {
                                Map<String, List<AlarmEvent>> told = ears.told();
                                assertThat(changes(told, DEVICES.get(0), HOT))
                                        .containsExactly(AlarmChangeKind.RAISED);
                                assertThat(changes(told, GATEWAY, GONE))
                                        .startsWith(
                                                AlarmChangeKind.RAISED, AlarmChangeKind.CLEARED);
                                assertThat(changes(told, GROUP, GONE))
                                        .contains(AlarmChangeKind.CLEARED);
                                assertThat(changes(told, GROUP, HOT))
                                        .startsWith(
                                                AlarmChangeKind.RAISED, AlarmChangeKind.CLEARED);
                            });
            Map<String, List<AlarmEvent>> told = ears.told();
            Instant back = events(told, GATEWAY, GONE).get(1).getHappenedAt();
            assertThat(events(told, DEVICES.get(0), HOT).get(0).getHappenedAt()).isBefore(back);
            // the first one has spoken since; silent again as its gateway returns, it may be told
            for (String child : DEVICES.subList(1, CHILDREN)) {
                assertThat(events(told, child, GONE)).as(child).isEmpty();
            }
            stage.delete(RULES.keySet());
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1));
    }

    private static List<AlarmEvent> events(
            Map<String, List<AlarmEvent>> told, String device, String rule) {
        return told.getOrDefault(device, List.of()).stream()
                .filter(event -> event.getRuleId().equals(rule))
                .toList();
    }

    private static List<AlarmChangeKind> changes(
            Map<String, List<AlarmEvent>> told, String device, String rule) {
        return events(told, device, rule).stream().map(AlarmEvent::getChange).toList();
    }

    private static void register(Cluster cluster) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            writer.send(Topics.DEVICE_REGISTRY, GATEWAY, device(GATEWAY, Map.of()));
            for (String child : DEVICES) {
                writer.send(
                        Topics.DEVICE_REGISTRY, child, device(child, Map.of("gateway", GATEWAY)));
            }
            writer.flush();
        }
    }

    private static Device device(String id, Map<String, String> tags) {
        return Device.newBuilder()
                .setDeviceId(id)
                .setOrg("acme")
                .setSite(SITE)
                .setDeviceType("sensor")
                .setTags(tags)
                .setStatus(DeviceStatus.ACTIVE)
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    /** Of everybody; the first child has this value. */
    private static Map<String, String> readings(int sequence, double first) {
        Map<String, String> readings = new LinkedHashMap<>();
        readings.put(topic(GATEWAY), reading(sequence, 5));
        for (String child : DEVICES) {
            readings.put(topic(child), reading(sequence, child.equals(DEVICES.get(0)) ? first : 5));
        }
        return readings;
    }

    private static String topic(String device) {
        return "acme/" + SITE + "/sensor/" + device + "/reading";
    }

    private static String reading(int sequence, double value) {
        return "{\"seq\":%d,\"ts\":%d,\"metrics\":{\"t\":%s}}"
                .formatted(sequence, Instant.now().toEpochMilli(), value);
    }
}
