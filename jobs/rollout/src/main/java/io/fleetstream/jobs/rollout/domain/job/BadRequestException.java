package io.fleetstream.jobs.rollout.domain.job;

/** A request that is wrong whatever the device has to do. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final JobError error;
    private final String clientToken;

    /**
     * A refusal.
     *
     * @param clientToken null if there is none that could be read
     */
    BadRequestException(JobError error, String message, String clientToken) {
        super(message, null, false, false);
        this.error = error;
        this.clientToken = clientToken;
    }

    JobError error() {
        return error;
    }

    String clientToken() {
        return clientToken;
    }
}
