package io.fleetstream.emulator.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.schemas.firmware.FirmwareManifest;

/** One execution on its way through the device; fields are the owner's, {@link JobsClient}. */
final class Update {
    /** What comes next. */
    enum Step {
        JUDGE,
        DOWNLOAD,
        FETCHING,
        INSTALL,
        INSTALLING,
        BOOT,
        CHECK,
        OVER,
        STALLED
    }

    final String jobId;
    final long number;
    final JsonNode document;
    final UpdateFaults.Fault fault;
    final String before;
    Step step = Step.JUDGE;
    long version;
    long dueMs;
    FirmwareManifest manifest;
    FirmwareEffects effects = FirmwareEffects.NONE;

    Update(JsonNode execution, UpdateFaults.Fault fault, String before) {
        this.jobId = execution.path("jobId").asText();
        this.number = execution.path("executionNumber").asLong();
        this.version = execution.path("versionNumber").asLong();
        this.document = execution.path("jobDocument");
        this.fault = fault;
        this.before = before;
    }

    boolean isOf(JsonNode execution) {
        return jobId.equals(execution.path("jobId").asText())
                && number == execution.path("executionNumber").asLong();
    }

    /** Whether something else than time has to come first. */
    boolean waits() {
        return step == Step.FETCHING || step == Step.STALLED || step == Step.OVER;
    }

    boolean isDue(long nowMs) {
        return !waits() && nowMs >= dueMs;
    }

    JsonNode firmware() {
        return document.path("firmware");
    }

    String url() {
        return firmware().path("url").asText();
    }
}
