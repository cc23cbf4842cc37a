package io.fleetstream.jobs.rollout.domain.job;

import static io.fleetstream.jobs.rollout.domain.job.DeviceQueue.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The series of the guide on notifications, in its order. */
class NotifyVectorsTest {
    private final DeviceQueue device = new DeviceQueue();

    @Test
    void tellsListsAndHeadAsTheGuideDoes() {
        device.queue(947, "job1");
        assertThat(device.on("notify"))
                .isEqualTo(
                        json(
                                "{'timestamp':947,'jobs':{'QUEUED':[{'jobId':'job1','queuedAt':947,"
                                        + "'lastUpdatedAt':947,'executionNumber':1,"
                                        + "'versionNumber':1}]}}"));
        assertThat(device.on("notify-next"))
                .isEqualTo(
                        json(
                                "{'timestamp':947,'execution':{'jobId':'job1','status':'QUEUED',"
                                        + "'queuedAt':947,'lastUpdatedAt':947,'executionNumber':1,"
                                        + "'versionNumber':1,"
                                        + "'jobDocument':{'operation':'test'}}}"));

        device.queue(948, "job2");
        assertThat(ids("QUEUED")).isEqualTo("job1 job2");
        assertThat(device.topics()).containsExactly("notify");

        update(949, "job1", "IN_PROGRESS");
        assertThat(device.topics()).containsExactly("job1/update/accepted");

        device.queue(950, "job3");
        assertThat(device.on("notify"))
                .isEqualTo(
                        json(
                                "{'timestamp':950,'jobs':{'IN_PROGRESS':[{'jobId':'job1',"
                                        + "'queuedAt':947,'startedAt':949,'lastUpdatedAt':949,"
                                        + "'executionNumber':1,'versionNumber':2}],"
                                        + "'QUEUED':[{'jobId':'job2','queuedAt':948,"
                                        + "'lastUpdatedAt':948,'executionNumber':1,"
                                        + "'versionNumber':1},{'jobId':'job3','queuedAt':950,"
                                        + "'lastUpdatedAt':950,'executionNumber':1,"
                                        + "'versionNumber':1}]}}"));
        assertThat(device.topics()).containsExactly("notify");

        update(951, "job1", "SUCCEEDED");
        assertThat(device.topics())
                .containsExactly("job1/update/accepted", "notify", "notify-next");
        assertThat(ids("QUEUED")).isEqualTo("job2 job3");
        assertThat(device.on("notify").at("/jobs").has("IN_PROGRESS")).isFalse();
        assertThat(device.on("notify-next").at("/execution/jobId").asText()).isEqualTo("job2");
        assertThat(device.on("notify-next").at("/execution/status").asText()).isEqualTo("QUEUED");

        update(952, "job3", "IN_PROGRESS");
        assertThat(device.topics()).containsExactly("job3/update/accepted", "notify-next");
        assertThat(device.on("notify-next").at("/execution/jobId").asText()).isEqualTo("job3");
        assertThat(device.on("notify-next").at("/execution/versionNumber").asInt()).isEqualTo(2);

        update(953, "job2", "REJECTED");
        assertThat(device.topics()).containsExactly("job2/update/accepted", "notify");
        assertThat(ids("IN_PROGRESS")).isEqualTo("job3");
        assertThat(device.on("notify").at("/jobs").has("QUEUED")).isFalse();

        device.effect(954, new Effect.Delete("job3", true));
        assertThat(device.said())
                .containsExactly(
                        "notify {\"timestamp\":954,\"jobs\":{}}",
                        "notify-next {\"timestamp\":954}");
    }

    @Test
    void saysNothingWhereNothingIsNew() {
        device.queue(1, "job1").queue(2, "job1");
        assertThat(device.said()).isEmpty();
        device.tick(3);
        assertThat(device.said()).isEmpty();
        device.call(4, "start-next", "{}");
        assertThat(device.topics()).containsExactly("start-next/accepted");
    }

    @Test
    void listsAtMostTenOfThoseInProgressFirst() {
        for (int i = 1; i <= 12; i++) {
            device.queue(i, "job" + i);
        }
        update(20, "job12", "IN_PROGRESS");
        device.queue(21, "job13");
        assertThat(ids("IN_PROGRESS")).isEqualTo("job12");
        assertThat(ids("QUEUED")).isEqualTo("job1 job2 job3 job4 job5 job6 job7 job8 job9");
    }

    @Test
    void tellsOfTheBeginningWhereTheBulletOfTheGuideIsFollowed() {
        Unverified d = Unverified.DEFAULT;
        DeviceQueue other =
                new DeviceQueue(
                        JobLimits.DEFAULT,
                        new Unverified(
                                d.finishesFromQueued(),
                                d.versionFirst(),
                                true,
                                d.retryKeepsPlace(),
                                d.emptyPayloadIsObject(),
                                d.unknownMembersIgnored(),
                                d.serviceStatusIsTransition(),
                                d.thingNameInAnswers(),
                                d.listed()));
        other.queue(1, "job1").call(2, "start-next", "{}");
        assertThat(other.topics()).containsExactly("start-next/accepted", "notify");
    }

    private void update(long second, String job, String status) {
        device.call(second, job + "/update", "{'status':'" + status + "'}");
    }

    private String ids(String list) {
        return String.join(" ", device.on("notify").at("/jobs/" + list).findValuesAsText("jobId"));
    }
}
