package io.fleetstream.shadowclients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.crt.iot.MqttRequestResponseClientOptions;
import software.amazon.awssdk.crt.iot.StreamingOperation;
import software.amazon.awssdk.crt.iot.SubscriptionStatusEventType;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions;
import software.amazon.awssdk.crt.mqtt5.OnAttemptingConnectReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionFailureReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionSuccessReturn;
import software.amazon.awssdk.crt.mqtt5.OnDisconnectionReturn;
import software.amazon.awssdk.crt.mqtt5.OnStoppedReturn;
import software.amazon.awssdk.crt.mqtt5.packets.ConnectPacket;
import software.amazon.awssdk.iot.V2ClientStreamOptions;
import software.amazon.awssdk.iot.iotjobs.IotJobsV2Client;
import software.amazon.awssdk.iot.iotjobs.model.DescribeJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsRequest;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsResponse;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionData;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionState;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionsChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionsChangedSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.JobStatus;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedSubscriptionRequest;
import software.amazon.awssdk.iot.iotjobs.model.StartNextPendingJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.UpdateJobExecutionRequest;
import software.amazon.awssdk.iot.iotjobs.model.V2ErrorResponse;
import software.amazon.awssdk.iot.iotjobs.model.V2ErrorResponseException;

/** {@code IotJobsV2Client} on MQTT 5: requests are futures, notifications streams. */
final class V2Jobs implements SdkJobs {
    private static final int SUBSCRIPTIONS = 8;

    private final String thing;
    private final Mqtt5Client mqtt;
    private final IotJobsV2Client client;
    private final List<StreamingOperation> streams;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final List<JobExecutionsChangedEvent> lists = new CopyOnWriteArrayList<>();
    private final List<NextJobExecutionChangedEvent> nexts = new CopyOnWriteArrayList<>();

    V2Jobs(Crt crt, String thing) {
        this.thing = thing;
        ConnectPacket connect =
                new ConnectPacket.ConnectPacketBuilder()
                        .withClientId("v2-jobs-" + thing)
                        .withKeepAliveIntervalSeconds(60L)
                        .build();
        mqtt =
                new Mqtt5Client(
                        new Mqtt5ClientOptions.Mqtt5ClientOptionsBuilder(
                                        crt.host(), (long) crt.port())
                                .withBootstrap(crt.bootstrap())
                                .withConnectOptions(connect)
                                .withLifecycleEvents(new Events())
                                .build());
        client =
                IotJobsV2Client.newFromMqtt5(
                        mqtt,
                        MqttRequestResponseClientOptions.builder()
                                .withMaxRequestResponseSubscriptions(SUBSCRIPTIONS)
                                .withMaxStreamingSubscriptions(SUBSCRIPTIONS)
                                .withOperationTimeoutSeconds((int) Crt.PATIENCE_SECONDS)
                                .build());
        mqtt.start();
        join(connected);
        JobExecutionsChangedSubscriptionRequest changed =
                new JobExecutionsChangedSubscriptionRequest();
        changed.thingName = thing;
        NextJobExecutionChangedSubscriptionRequest next =
                new NextJobExecutionChangedSubscriptionRequest();
        next.thingName = thing;
        CompletableFuture<Void> listsHeard = new CompletableFuture<>();
        CompletableFuture<Void> nextsHeard = new CompletableFuture<>();
        streams =
                List.of(
                        client.createJobExecutionsChangedStream(
                                changed, options(lists::add, listsHeard)),
                        client.createNextJobExecutionChangedStream(
                                next, options(nexts::add, nextsHeard)));
        streams.forEach(StreamingOperation::open);
        join(listsHeard);
        join(nextsHeard);
    }

    @Override
    public CompletableFuture<GetPendingJobExecutionsResponse> pending() {
        GetPendingJobExecutionsRequest request = new GetPendingJobExecutionsRequest();
        request.thingName = thing;
        return translated(client.getPendingJobExecutions(request));
    }

    @Override
    public CompletableFuture<JobExecutionData> startNext() {
        StartNextPendingJobExecutionRequest request = new StartNextPendingJobExecutionRequest();
        request.thingName = thing;
        return translated(client.startNextPendingJobExecution(request)).thenApply(a -> a.execution);
    }

    @Override
    public CompletableFuture<JobExecutionData> describe(String jobId) {
        DescribeJobExecutionRequest request = new DescribeJobExecutionRequest();
        request.thingName = thing;
        request.jobId = jobId;
        return translated(client.describeJobExecution(request)).thenApply(a -> a.execution);
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
        return translated(client.updateJobExecution(request)).thenApply(a -> a.executionState);
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
        streams.forEach(StreamingOperation::close);
        client.close();
        mqtt.stop();
        join(stopped);
        mqtt.close();
    }

    private static <T> V2ClientStreamOptions<T> options(
            Consumer<T> events, CompletableFuture<Void> heard) {
        return V2ClientStreamOptions.<T>builder()
                .withStreamEventHandler(events)
                .withSubscriptionEventHandler(
                        event -> {
                            if (event.getType()
                                    == SubscriptionStatusEventType.SUBSCRIPTION_ESTABLISHED) {
                                heard.complete(null);
                            } else {
                                heard.completeExceptionally(
                                        new IllegalStateException(
                                                event.getType() + " " + event.getError()));
                            }
                        })
                .build();
    }

    private static <T> CompletableFuture<T> translated(CompletableFuture<T> answer) {
        return answer.exceptionally(
                failure -> {
                    Throwable cause =
                            failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof V2ErrorResponseException refusal) {
                        V2ErrorResponse error = refusal.getModeledError();
                        throw new Refused(error.code, error.message, error.executionState);
                    }
                    throw new CompletionException(cause);
                });
    }

    private static void join(CompletableFuture<Void> future) {
        future.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Events implements Mqtt5ClientOptions.LifecycleEvents {
        @Override
        public void onAttemptingConnect(Mqtt5Client unused, OnAttemptingConnectReturn attempt) {}

        @Override
        public void onConnectionSuccess(Mqtt5Client unused, OnConnectionSuccessReturn success) {
            connected.complete(null);
        }

        @Override
        public void onConnectionFailure(Mqtt5Client unused, OnConnectionFailureReturn failure) {
            // the client tries again by itself
        }

        @Override
        public void onDisconnection(Mqtt5Client unused, OnDisconnectionReturn disconnection) {}

        @Override
        public void onStopped(Mqtt5Client unused, OnStoppedReturn end) {
            stopped.complete(null);
        }
    }
}
