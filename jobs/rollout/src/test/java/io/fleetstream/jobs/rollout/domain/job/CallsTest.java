package io.fleetstream.jobs.rollout.domain.job;

import static io.fleetstream.jobs.rollout.domain.job.DeviceQueue.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallsTest {
    private final DeviceQueue device = new DeviceQueue();

    @Test
    void anEmptyQueueHasEmptyListsAndNoExecution() {
        device.call(5, "get", "{'clientToken':'t'}");
        assertThat(device.on("get/accepted"))
                .isEqualTo(
                        json(
                                "{'inProgressJobs':[],'queuedJobs':[],'timestamp':5,"
                                        + "'clientToken':'t'}"));
        device.call(6, "start-next", "{'clientToken':'t'}");
        assertThat(device.on("start-next/accepted"))
                .isEqualTo(json("{'timestamp':6,'clientToken':'t'}"));
        device.call(7, "$next/get", "{}");
        assertThat(device.on("$next/get/accepted")).isEqualTo(json("{'timestamp':7}"));
        assertThat(device.stored()).isNull();
    }

    @Test
    void getListsWhatIsToBeDone() {
        device.queue(1, "a").queue(2, "b").call(3, "start-next", "{}").call(4, "get", "");
        assertThat(device.on("get/accepted"))
                .isEqualTo(
                        json(
                                "{'inProgressJobs':[{'jobId':'a','queuedAt':1,'startedAt':3,"
                                        + "'lastUpdatedAt':3,'executionNumber':1,"
                                        + "'versionNumber':2}],'queuedJobs':[{'jobId':'b',"
                                        + "'queuedAt':2,'lastUpdatedAt':2,'executionNumber':1,"
                                        + "'versionNumber':1}],'timestamp':4}"));
    }

    @Test
    void startNextBeginsTheHeadOnceOnly() {
        device.queue(1, "a").queue(2, "b");
        device.call(3, "start-next", "{'statusDetails':{'step':'1'},'clientToken':'t'}");
        assertThat(device.on("start-next/accepted"))
                .isEqualTo(
                        json(
                                "{'execution':{'jobId':'a','thingName':'d1',"
                                        + "'status':'IN_PROGRESS','statusDetails':{'step':'1'},"
                                        + "'queuedAt':1,'startedAt':3,'lastUpdatedAt':3,"
                                        + "'executionNumber':1,'versionNumber':2,"
                                        + "'jobDocument':{'operation':'test'}},'timestamp':3,"
                                        + "'clientToken':'t'}"));
        device.call(9, "start-next", "{'statusDetails':{'step':'2'},'stepTimeoutInMinutes':1}");
        assertThat(device.on("start-next/accepted").at("/execution/versionNumber").asInt())
                .isEqualTo(2);
        assertThat(device.on("start-next/accepted").at("/execution/statusDetails"))
                .isEqualTo(json("{'step':'1'}"));
        assertThat(device.last().changed()).isFalse();
        assertThat(device.last().dueAt()).isZero();
    }

    @Test
    void describeTellsOneExecutionOrTheNext() {
        device.queue(1, "a").queue(2, "b");
        device.call(3, "b/get", "{'includeJobDocument':false}");
        assertThat(device.on("b/get/accepted"))
                .isEqualTo(
                        json(
                                "{'execution':{'jobId':'b','thingName':'d1','status':'QUEUED',"
                                        + "'queuedAt':2,'lastUpdatedAt':2,'executionNumber':1,"
                                        + "'versionNumber':1},'timestamp':3}"));
        device.call(4, "$next/get", "{}");
        assertThat(device.on("$next/get/accepted").at("/execution/jobId").asText()).isEqualTo("a");
        assertThat(device.on("$next/get/accepted").at("/execution/jobDocument/operation").asText())
                .isEqualTo("test");
        device.call(5, "a/get", "{'executionNumber':1}");
        assertThat(device.topics()).containsExactly("a/get/accepted");
    }

    @Test
    void updateAnswersWithWhatIsAskedFor() {
        device.queue(1, "a");
        device.call(2, "a/update", "{'status':'IN_PROGRESS','clientToken':'t'}");
        assertThat(device.on("a/update/accepted"))
                .isEqualTo(json("{'timestamp':2,'clientToken':'t'}"));
        device.call(
                3,
                "a/update",
                "{'status':'IN_PROGRESS','statusDetails':{'p':'50'},'expectedVersion':2,"
                        + "'executionNumber':1,'includeJobExecutionState':true,"
                        + "'includeJobDocument':true}");
        assertThat(device.on("a/update/accepted"))
                .isEqualTo(
                        json(
                                "{'executionState':{'status':'IN_PROGRESS',"
                                        + "'statusDetails':{'p':'50'},'versionNumber':3},"
                                        + "'jobDocument':{'operation':'test'},'timestamp':3}"));
        device.call(
                4,
                "a/update",
                "{'status':'SUCCEEDED','includeJobExecutionState':true,"
                        + "'includeJobDocument':true}");
        assertThat(device.on("a/update/accepted"))
                .isEqualTo(
                        json(
                                "{'executionState':{'status':'SUCCEEDED',"
                                        + "'statusDetails':{'p':'50'},'versionNumber':4},"
                                        + "'jobDocument':{'operation':'test'},'timestamp':4}"));
    }

    @Test
    void theHeavierJobStandsFirstUnlessTheOtherHasBegun() {
        device.queue(1, "light");
        device.effect(2, DeviceQueue.queued("heavy", 0, Retries.NONE, 900));
        assertThat(device.on("notify-next").at("/execution/jobId").asText()).isEqualTo("heavy");
        device.call(3, "light/update", "{'status':'IN_PROGRESS'}");
        assertThat(device.on("notify-next").at("/execution/jobId").asText()).isEqualTo("light");
    }

    @Test
    void timeDoesNotGoBack() {
        device.queue(10, "a").call(7, "start-next", "{}");
        assertThat(device.on("start-next/accepted").at("/execution/startedAt").asInt())
                .isEqualTo(10);
        assertThat(device.on("start-next/accepted").get("timestamp").asInt()).isEqualTo(10);
    }
}
