package io.fleetstream.shadowclients;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsResponse;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionData;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionState;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionsChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.JobStatus;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.RejectedErrorCode;

/**
 * What both clients of the SDK can do with the jobs of one thing, so that the same tests run on
 * either. A request that is rejected fails with {@link Refused}.
 */
interface SdkJobs extends AutoCloseable {

    /** The lists of what is to be done. */
    CompletableFuture<GetPendingJobExecutionsResponse> pending();

    /** Begins the next; null if there is none. */
    CompletableFuture<JobExecutionData> startNext();

    /** One execution; the id may be {@code $next}. */
    CompletableFuture<JobExecutionData> describe(String jobId);

    /** Reports; the answer is the state after it. Details and version may be null. */
    CompletableFuture<JobExecutionState> update(
            String jobId, JobStatus status, Map<String, String> details, Integer expectedVersion);

    /** Pushes of the lists so far, in order of arrival. */
    List<JobExecutionsChangedEvent> lists();

    /** Pushes of what is next so far, in order of arrival. */
    List<NextJobExecutionChangedEvent> nexts();

    /** Ends the connection and frees what the SDK holds outside the heap. */
    @Override
    void close();

    /** The job said no. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RejectedErrorCode code;
        private final transient JobExecutionState state;

        Refused(RejectedErrorCode code, String message, JobExecutionState state) {
            super(message);
            this.code = code;
            this.state = state;
        }

        RejectedErrorCode code() {
            return code;
        }

        /** Null if the refusal told none. */
        JobExecutionState state() {
            return state;
        }
    }
}
