package io.fleetstream.shadowclients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.mqtt.MqttClient;
import software.amazon.awssdk.crt.mqtt.MqttClientConnection;
import software.amazon.awssdk.crt.mqtt.MqttConnectionConfig;
import software.amazon.awssdk.crt.mqtt.QualityOfService;
import software.amazon.awssdk.iot.iotjobs.IotJobsClient;
import software.amazon.awssdk.iot.iotjobs.model.DescribeJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.DescribeJobExecutionResponse;
import software.amazon.awssdk.iot.iotjobs.model.DescribeJobExecutionSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsRequest;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsResponse;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionData;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionState;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionsChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionsChangedSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.JobStatus;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.RejectedError;
import software.amazon.awssdk.iot.iotjobs.model.StartNextJobExecutionResponse;
import software.amazon.awssdk.iot.iotjobs.model.StartNextPendingJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.StartNextPendingJobExecutionSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.UpdateJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.UpdateJobExecutionResponse;
import software.amazon.awssdk.iot.iotjobs.model.UpdateJobExecutionSubscriptionRequest;

/** {@code IotJobsClient} on MQTT 3.1.1: answers come to subscriptions, told apart by token. */
final class ClassicJobs implements SdkJobs {
    private static final QualityOfService QOS = QualityOfService.AT_LEAST_ONCE;
    private static final String ANY_JOB = "+";

    private final String thing;
    private final MqttClient mqtt;
    private final MqttClientConnection connection;
    private final IotJobsClient client;
    private final Map<String, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
    private final List<JobExecutionsChangedEvent> lists = new CopyOnWriteArrayList<>();
    private final List<NextJobExecutionChangedEvent> nexts = new CopyOnWriteArrayList<>();

    ClassicJobs(Crt crt, String thing) {
        this.thing = thing;
        mqtt = new MqttClient(crt.bootstrap());
        try (MqttConnectionConfig config = new MqttConnectionConfig()) {
            config.setMqttClient(mqtt);
            config.setClientId("classic-jobs-" + thing);
            config.setEndpoint(crt.host());
            config.setPort(crt.port());
            config.setCleanSession(true);
            config.setKeepAliveSecs(60);
            connection = new MqttClientConnection(config);
        }
        join(connection.connect());
        client = new IotJobsClient(connection);
        subscribe().forEach(ClassicJobs::join);
    }

    @Override
    public CompletableFuture<GetPendingJobExecutionsResponse> pending() {
        GetPendingJobExecutionsRequest request = new GetPendingJobExecutionsRequest();
        request.thingName = thing;
        request.clientToken = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(request.clientToken);
        join(client.PublishGetPendingJobExecutions(request, QOS));
        return answer.thenApply(GetPendingJobExecutionsResponse.class::cast);
    }

    @Override
    public CompletableFuture<JobExecutionData> startNext() {
        StartNextPendingJobExecutionRequest request = new StartNextPendingJobExecutionRequest();
        request.thingName = thing;
        request.clientToken = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(request.clientToken);
        join(client.PublishStartNextPendingJobExecution(request, QOS));
        return answer.thenApply(StartNextJobExecutionResponse.class::cast)
                .thenApply(begun -> begun.execution);
    }

    @Override
    public CompletableFuture<JobExecutionData> describe(String jobId) {
        DescribeJobExecutionRequest request = new DescribeJobExecutionRequest();
        request.thingName = thing;
        request.jobId = jobId;
        request.clientToken = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(request.clientToken);
        join(client.PublishDescribeJobExecution(request, QOS));
        return answer.thenApply(DescribeJobExecutionResponse.class::cast)
                .thenApply(described -> described.execution);
    }

    @Override
    public CompletableFuture<JobExecutionState> update(
            String jobId, JobStatus status, Map<String, String> details, Integer expectedVersion) {
        UpdateJobExecutionRequest request = new UpdateJobExecutionRequest();
        request.thingName = thing;
        request.jobId = jobId;
        request.status = status;
        request.statusDetails = details == null ? null : new HashMap<>(details);
        request.expectedVersion = expectedVersion;
        request.includeJobExecutionState = true;
        request.clientToken = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(request.clientToken);
        join(client.PublishUpdateJobExecution(request, QOS));
        return answer.thenApply(UpdateJobExecutionResponse.class::cast)
                .thenApply(updated -> updated.executionState);
    }

    @Override
    public List<JobExecutionsChangedEvent> lists() {
        return lists;
    }

    @Override
    public List<NextJobExecutionChangedEvent> nexts() {
        return nexts;
    }

    @Override
    public void close() {
        join(connection.disconnect());
        connection.close();
        mqtt.close();
    }

    private List<CompletableFuture<Integer>> subscribe() {
        GetPendingJobExecutionsSubscriptionRequest pending =
                new GetPendingJobExecutionsSubscriptionRequest();
        pending.thingName = thing;
        StartNextPendingJobExecutionSubscriptionRequest start =
                new StartNextPendingJobExecutionSubscriptionRequest();
        start.thingName = thing;
        DescribeJobExecutionSubscriptionRequest describe =
                new DescribeJobExecutionSubscriptionRequest();
        describe.thingName = thing;
        describe.jobId = ANY_JOB;
        UpdateJobExecutionSubscriptionRequest update = new UpdateJobExecutionSubscriptionRequest();
        update.thingName = thing;
        update.jobId = ANY_JOB;
        JobExecutionsChangedSubscriptionRequest changed =
                new JobExecutionsChangedSubscriptionRequest();
        changed.thingName = thing;
        NextJobExecutionChangedSubscriptionRequest next =
                new NextJobExecutionChangedSubscriptionRequest();
        next.thingName = thing;
        return List.of(
                client.SubscribeToGetPendingJobExecutionsAccepted(
                        pending, QOS, answer -> answered(answer.clientToken, answer)),
                client.SubscribeToGetPendingJobExecutionsRejected(pending, QOS, this::rejected),
                client.SubscribeToStartNextPendingJobExecutionAccepted(
                        start, QOS, answer -> answered(answer.clientToken, answer)),
                client.SubscribeToStartNextPendingJobExecutionRejected(start, QOS, this::rejected),
                client.SubscribeToDescribeJobExecutionAccepted(
                        describe, QOS, answer -> answered(answer.clientToken, answer)),
                client.SubscribeToDescribeJobExecutionRejected(describe, QOS, this::rejected),
                client.SubscribeToUpdateJobExecutionAccepted(
                        update, QOS, answer -> answered(answer.clientToken, answer)),
                client.SubscribeToUpdateJobExecutionRejected(update, QOS, this::rejected),
                client.SubscribeToJobExecutionsChangedEvents(changed, QOS, lists::add),
                client.SubscribeToNextJobExecutionChangedEvents(next, QOS, nexts::add));
    }

    private void rejected(RejectedError refusal) {
        CompletableFuture<Object> answer =
                refusal.clientToken == null ? null : waiting.remove(refusal.clientToken);
        if (answer != null) {
            answer.completeExceptionally(
                    new Refused(refusal.code, refusal.message, refusal.executionState));
        }
    }

    private void answered(String token, Object answer) {
        CompletableFuture<Object> future = token == null ? null : waiting.remove(token);
        if (future != null) {
            future.complete(answer);
        }
    }

    private CompletableFuture<Object> await(String token) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        waiting.put(token, answer);
        return answer.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void join(CompletableFuture<?> future) {
        future.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
