package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.SequenceEventKind;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the tables about devices, between a real Kafka and a real PostgreSQL. */
class DevicesITCase extends WithRunningJob {
    @Test
    void mergesWhatTheOperatorAndIngestSayAboutADevice() {
        facts("dev-1", "topic-org", "1.0");
        awaitRow("dev-1", "topic-org,false,1.0,null,{}");

        registry(device("dev-1", "registry-org"));
        awaitRow("dev-1", "registry-org,true,1.0,m1,{\"floor\": \"3\"}");

        facts("dev-1", "topic-org", "1.1");
        awaitRow("dev-1", "registry-org,true,1.1,m1,{\"floor\": \"3\"}");

        JOB.topics().sendBytes(Topics.DEVICE_REGISTRY, "dev-1", null);
        awaitRow("dev-1", "registry-org,false,1.1,null,{}");

        JOB.topics().sendBytes(Topics.DEVICE_REGISTRY, "dev-unknown", null);
        registry(device("dev-2", "registry-org"));
        awaitRow("dev-2", "registry-org,true,null,m1,{\"floor\": \"3\"}");
        assertThat(JOB.rows().count("devices WHERE device_id = 'dev-unknown'")).isZero();
    }

    @Test
    void keepsTheHistoryOfStatusMessages() {
        JOB.topics()
                .sendBytes(
                        Topics.DEVICE_STATUS,
                        "st-1",
                        "{\"status\":\"online\",\"ts\":1772366400000,\"battery\":87,\"signal\":-61}"
                                .getBytes(StandardCharsets.UTF_8));
        JOB.topics()
                .sendBytes(
                        Topics.DEVICE_STATUS,
                        "st-1",
                        "{\"status\":\"offline\",\"reason\":\"connection-lost\"}"
                                .getBytes(StandardCharsets.UTF_8));

        JOB.rows().awaitCount("device_status WHERE device_id = 'st-1'", 2);
        assertThat(
                        JOB.rows()
                                .of(
                                        "SELECT status, battery, signal, device_time AT TIME ZONE"
                                            + " 'UTC' FROM device_status WHERE device_id = 'st-1'"
                                            + " ORDER BY source_offset"))
                .containsExactly("online,87,-61,2026-03-01 12:00:00", "offline,null,null,null");
    }

    @Test
    void keepsTheRecordOfAnHourThatKnowsMore() {
        hour("hour-1", 10, 6, 4);
        hour("hour-1", 12, 10, 0);
        hour("hour-1", 12, 6, 4);
        hour("hour-1", 10, 6, 4);
        hour("hour-2", 1, 1, 0);

        JOB.rows().awaitCount("device_hours WHERE device_id = 'hour-2'", 1);
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                JOB.rows()
                                                        .of(
                                                                "SELECT received, stored, parked,"
                                                                    + " rejected, rejected_total,"
                                                                    + " duplicated FROM"
                                                                    + " device_hours WHERE"
                                                                    + " device_id = 'hour-1'"))
                                        .containsExactly(
                                                "12,10,0,{\"NOT_JSON\": 1, \"WRONG_TYPE\":"
                                                        + " 1},2,0"));
    }

    @Test
    void writesWhatCountersTellOnceHoweverOftenItIsDelivered() {
        SequenceEvent gap =
                SequenceEvent.newBuilder()
                        .setDeviceId("gap-1")
                        .setKind(SequenceEventKind.GAP)
                        .setFromSequence(3)
                        .setToSequence(4)
                        .setEventTime(TestReadings.NOON)
                        .setReceivedAt(TestReadings.NOON)
                        .setSourcePartition(0)
                        .setSourceOffset(5)
                        .build();
        JOB.topics()
                .send(
                        Topics.TELEMETRY_SEQUENCE_EVENTS,
                        SequenceEvent.class,
                        SequenceEvent::getDeviceId,
                        List.of(gap, gap));

        JOB.rows().awaitCount("device_sequence_events WHERE device_id = 'gap-1'", 1);
    }

    private static void facts(String device, String org, String firmware) {
        DeviceFacts facts =
                DeviceFacts.newBuilder()
                        .setDeviceId(device)
                        .setOrg(org)
                        .setSite("berlin")
                        .setDeviceType("thermostat")
                        .setFirstSeen(TestReadings.NOON)
                        .setFirmware(firmware)
                        .setUpdatedAt(TestReadings.NOON)
                        .build();
        JOB.topics()
                .send(
                        Topics.DEVICE_FACTS,
                        DeviceFacts.class,
                        DeviceFacts::getDeviceId,
                        List.of(facts));
    }

    private static void registry(Device device) {
        JOB.topics()
                .send(Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId, List.of(device));
    }

    private static Device device(String id, String org) {
        return Device.newBuilder()
                .setDeviceId(id)
                .setOrg(org)
                .setSite("berlin")
                .setDeviceType("thermostat")
                .setModel("m1")
                .setTags(Map.of("floor", "3"))
                .setLatitude(52.5)
                .setStatus(DeviceStatus.ACTIVE)
                .setUpdatedAt(TestReadings.NOON)
                .build();
    }

    private static void hour(String device, long received, long stored, long parked) {
        DeviceHour hour =
                DeviceHour.newBuilder()
                        .setDeviceId(device)
                        .setHour(TestReadings.NOON)
                        .setPart(17)
                        .setOrg("acme")
                        .setSite("berlin")
                        .setDeviceType("thermostat")
                        .setReceived(received)
                        .setStored(stored)
                        .setDuplicated(0)
                        .setRejected(Map.of("WRONG_TYPE", 1L, "NOT_JSON", 1L))
                        .setParked(parked)
                        .setUpdatedAt(TestReadings.NOON.plusSeconds(received))
                        .build();
        JOB.topics()
                .send(
                        Topics.TELEMETRY_DEVICE_HOURS,
                        DeviceHour.class,
                        DeviceHour::getDeviceId,
                        List.of(hour));
    }

    private static void awaitRow(String device, String expected) {
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                JOB.rows()
                                                        .of(
                                                                "SELECT org, registered, firmware,"
                                                                    + " model, tags FROM devices"
                                                                    + " WHERE device_id = '"
                                                                        + device
                                                                        + "'"))
                                        .containsExactly(expected));
    }
}
