package io.fleetstream.emulator.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.update.Update.Step;
import java.util.Optional;

/**
 * The device's side of jobs: begins what is next, does it step by step, and reports each step for
 * the version it knows. One request is under way at a time; one without an answer in 20 s is
 * followed by asking what is next, which tells where the execution stands. What it installs
 * survives a restart of the device, since the agent outlives its connections.
 *
 * <p>A state machine without clock, threads or connection; times are epoch milliseconds of the
 * device. Not thread-safe.
 */
public final class JobsClient {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long PATIENCE_MS = 20_000;
    private static final long PAUSE_MS = 2_000;

    private final UpdateOptions options;
    private final FirmwareJudge judge;
    private final UpdatePort port;
    private final long seed;
    private final String tokens;

    private boolean connected;
    private boolean wanted;
    private boolean asking;
    private boolean news;
    private String underWay = "";
    private long overdueMs = NEVER;
    private long pauseUntilMs;
    private long requests;
    private Update update;
    private Report report;

    /** What is to be told, and what is done once it was. */
    private record Report(String status, String name, String value, Step then) {
        boolean isLast() {
            return !status.equals("IN_PROGRESS");
        }
    }

    /**
     * A client that is not connected.
     *
     * @param seed of the device
     * @param tokens beginning of its client tokens
     */
    public JobsClient(UpdateOptions options, long seed, String tokens, UpdatePort port) {
        this.options = options;
        this.judge = new FirmwareJudge(options.trusted());
        this.port = port;
        this.seed = seed;
        this.tokens = tokens;
    }

    /** A connection stands. */
    public void connected(long nowMs) {
        connected = true;
        underWay = "";
        pauseUntilMs = nowMs;
        wanted = true;
        tick(nowMs);
    }

    /** The connection has gone. */
    public void disconnected() {
        connected = false;
        underWay = "";
    }

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public long nextMs() {
        if (!connected) {
            return NEVER;
        }
        if (!underWay.isEmpty()) {
            return overdueMs;
        }
        if (report != null || wanted) {
            return pauseUntilMs;
        }
        return update == null || update.waits() ? NEVER : update.dueMs;
    }

    /** The head of the queue is another one. */
    public void notified(JsonNode payload, long nowMs) {
        JsonNode head = payload.path("execution");
        boolean other = update == null ? head.isObject() : !update.isOf(head);
        if (other && underWay.isEmpty()) {
            wanted = true;
        } else if (other) {
            news = true;
        }
        tick(nowMs);
    }

    /** An answer has come; those to others are passed over. */
    public void answered(boolean accepted, JsonNode payload, long nowMs) {
        if (underWay.isEmpty() || !underWay.equals(payload.path("clientToken").asText())) {
            return;
        }
        underWay = "";
        if (asking) {
            wanted = !accepted;
            pauseUntilMs = accepted ? nowMs : nowMs + PAUSE_MS;
            if (accepted) {
                begun(payload.path("execution"), nowMs);
            }
        } else if (accepted) {
            update.version++;
            told(nowMs);
        } else {
            refused(payload, nowMs);
        }
        wanted = wanted || news;
        news = false;
        tick(nowMs);
    }

    /** Time has passed. */
    public void tick(long nowMs) {
        if (!connected) {
            return;
        }
        if (!underWay.isEmpty()) {
            if (nowMs < overdueMs) {
                return;
            }
            underWay = "";
            wanted = true;
        }
        while (connected && update != null && report == null && !wanted && update.isDue(nowMs)) {
            act(nowMs);
        }
        if (connected
                && underWay.isEmpty()
                && nowMs >= pauseUntilMs
                && (wanted || report != null)) {
            send(nowMs);
        }
    }

    private void begun(JsonNode execution, long nowMs) {
        if (!execution.isObject()) {
            update = null;
            report = null;
        } else if (update != null && update.isOf(execution)) {
            update.version = execution.path("versionNumber").asLong();
        } else {
            String job = execution.path("jobId").asText();
            long number = execution.path("executionNumber").asLong();
            update = new Update(execution, options.faults().of(seed, job, number), port.firmware());
            update.dueMs = nowMs;
            report = null;
            port.happened(TruthKind.JOB_BEGUN, job);
        }
    }

    private void act(long nowMs) {
        switch (update.step) {
            case JUDGE -> judge();
            case DOWNLOAD -> download();
            case INSTALL -> {
                update.dueMs = nowMs + options.install().toMillis();
                update.step = Step.INSTALLING;
            }
            case INSTALLING -> report("IN_PROGRESS", "step", "booting", Step.BOOT);
            case BOOT -> boot(nowMs);
            case CHECK -> check();
            case FETCHING, STALLED, OVER -> {
                // waits for the image, for a person, or for what is next
            }
        }
    }

    private void judge() {
        if (!update.firmware().isObject()) {
            finish("REJECTED", "reason", "no firmware in it", TruthKind.JOB_REJECTED);
            return;
        }
        String reason = judge.reject(update, port.firmware(), port.hardware(), port.counter());
        if (!reason.isEmpty()) {
            finish("REJECTED", "reason", reason, TruthKind.JOB_REJECTED);
        } else if (update.manifest.version().equals(port.firmware())) {
            finish("SUCCEEDED", "firmware", port.firmware(), TruthKind.JOB_SUCCEEDED);
        } else if (update.fault == UpdateFaults.Fault.STALL) {
            update.step = Step.STALLED;
        } else {
            report("IN_PROGRESS", "step", "downloading", Step.DOWNLOAD);
        }
    }

    private void download() {
        update.step = Step.FETCHING;
        Update asked = update;
        port.download(update.url(), image -> fetched(asked, image));
    }

    private void fetched(Update asked, Optional<byte[]> image) {
        if (asked != update || update.step != Step.FETCHING) {
            return;
        }
        if (image.isEmpty() || update.fault == UpdateFaults.Fault.DOWNLOAD) {
            fail("download");
            return;
        }
        String reason = judge.fail(update, image.get());
        if (!reason.isEmpty()) {
            fail(reason);
            return;
        }
        FirmwareEffects effects = FirmwareEffects.of(image.get());
        boolean drains = update.fault == UpdateFaults.Fault.BATTERY_DRAIN;
        update.effects = drains ? effects.draining() : effects;
        report("IN_PROGRESS", "step", "installing", Step.INSTALL);
    }

    private void boot(long nowMs) {
        boolean up = update.effects.boots() && update.fault != UpdateFaults.Fault.BOOT;
        update.step = Step.CHECK;
        update.dueMs = nowMs + options.check().toMillis();
        if (up) {
            port.boot(update.manifest.version(), update.effects);
        } else {
            port.boot(update.before, FirmwareEffects.NONE); // fell back to the other slot
        }
    }

    private void check() {
        if (port.firmware().equals(update.manifest.version())) {
            port.keep(update.manifest.counter());
            finish("SUCCEEDED", "firmware", port.firmware(), TruthKind.JOB_SUCCEEDED);
        } else {
            fail("boot");
        }
    }

    private void fail(String reason) {
        finish("FAILED", "reason", reason, TruthKind.JOB_FAILED);
    }

    private void finish(String status, String name, String value, TruthKind kind) {
        port.happened(kind, update.jobId);
        report(status, name, value, Step.OVER);
    }

    private void report(String status, String name, String value, Step then) {
        report = new Report(status, name, value, then);
    }

    /** A report was taken. */
    private void told(long nowMs) {
        update.step = report.then();
        update.dueMs = nowMs;
        if (report.isLast()) {
            update = null;
            wanted = true;
        }
        report = null;
    }

    /** A report was refused: what is next tells whether the execution is there still. */
    private void refused(JsonNode payload, long nowMs) {
        String code = payload.path("code").asText();
        if (code.equals("InvalidStateTransition") || code.equals("ResourceNotFound")) {
            port.happened(TruthKind.JOB_LOST, update.jobId);
            update = null;
            report = null;
        }
        wanted = true;
        pauseUntilMs = code.equals("VersionMismatch") ? nowMs : nowMs + PAUSE_MS;
    }

    private void send(long nowMs) {
        underWay = tokens + "-j" + ++requests;
        overdueMs = nowMs + PATIENCE_MS;
        asking = wanted;
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        if (asking) {
            port.request("start-next", payload.put("clientToken", underWay));
            return;
        }
        payload.put("status", report.status());
        payload.putObject("statusDetails").put(report.name(), report.value());
        payload.put("expectedVersion", update.version);
        payload.put("executionNumber", update.number);
        port.request(update.jobId + "/update", payload.put("clientToken", underWay));
    }
}
