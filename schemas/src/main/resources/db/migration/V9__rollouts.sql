-- Rollouts and executions: where each stands, and why. Runs on TimescaleDB and on plain PostgreSQL.

CREATE TABLE rollout_executions (
    device_id        text        NOT NULL,
    job_id           text        NOT NULL,
    execution_number bigint      NOT NULL,
    rollout_id       text        NOT NULL,
    stage            integer,
    version_number   bigint      NOT NULL,
    status           text        NOT NULL,
    cause            text        NOT NULL,
    deleted          boolean     NOT NULL,
    status_details   text,
    retries_left     integer     NOT NULL,
    queued_at        timestamptz NOT NULL,
    started_at       timestamptz,
    updated_at       timestamptz NOT NULL,
    times_out_at     timestamptz,
    PRIMARY KEY (device_id, job_id, execution_number)
);
CREATE INDEX rollout_executions_rollout ON rollout_executions (rollout_id, stage, status);
-- for retention
CREATE INDEX rollout_executions_updated ON rollout_executions (updated_at);

COMMENT ON TABLE rollout_executions IS
    'Where every execution of a job on a device stands, until executions.retain after its end. Key: device_id, job_id, execution_number. A row with a lower (updated_at, version_number) never replaces a higher one. Written by the job timescale from rollout.executions.';
COMMENT ON COLUMN rollout_executions.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN rollout_executions.job_id IS 'Job, by the name the device knows.';
COMMENT ON COLUMN rollout_executions.execution_number IS 'Which try of the job on this device, from 1 (no unit).';
COMMENT ON COLUMN rollout_executions.rollout_id IS 'Rollout it belongs to; the job''s id where there is no other.';
COMMENT ON COLUMN rollout_executions.stage IS 'Stage of the rollout that opened it, from 0 (no unit); null if none did.';
COMMENT ON COLUMN rollout_executions.version_number IS '1 when it came into the queue, one more with every change (no unit).';
COMMENT ON COLUMN rollout_executions.status IS 'WAITING, QUEUED, IN_PROGRESS, SUCCEEDED, FAILED, REJECTED, TIMED_OUT, CANCELED or REMOVED.';
COMMENT ON COLUMN rollout_executions.cause IS 'Why it changed last: QUEUED, DEVICE, STEP_TIMER, IN_PROGRESS_TIMER, RETRY, CANCEL, REMOVE or DELETE.';
COMMENT ON COLUMN rollout_executions.deleted IS 'Whether it is gone; status is what it was last.';
COMMENT ON COLUMN rollout_executions.status_details IS 'JSON object of what the device says about it; null if nothing.';
COMMENT ON COLUMN rollout_executions.retries_left IS 'How often a failure would be tried again (no unit).';
COMMENT ON COLUMN rollout_executions.queued_at IS 'When it came into the queue, or will come, by arrival time (UTC).';
COMMENT ON COLUMN rollout_executions.started_at IS 'When the device began, by arrival time (UTC); null if it did not.';
COMMENT ON COLUMN rollout_executions.updated_at IS 'When it changed last, by arrival time (UTC).';
COMMENT ON COLUMN rollout_executions.times_out_at IS 'When a timer ends (UTC); null if none runs.';

CREATE TABLE rollouts (
    rollout_id text        NOT NULL,
    version    bigint      NOT NULL,
    at         timestamptz NOT NULL,
    status     text        NOT NULL,
    open_stage integer,
    asking     boolean     NOT NULL,
    budget     bigint      NOT NULL,
    released   bigint      NOT NULL,
    in_flight  bigint      NOT NULL,
    stages     jsonb       NOT NULL,
    guards     jsonb       NOT NULL,
    PRIMARY KEY (rollout_id)
);

COMMENT ON TABLE rollouts IS
    'Where every rollout stands. Key: rollout_id. A row with a lower (version, at) never replaces a higher one. Written by the job timescale from rollout.states, kept for ever. Stages are in v_rollout_progress, guards in v_rollout_guards.';
COMMENT ON COLUMN rollouts.rollout_id IS 'Rollout.';
COMMENT ON COLUMN rollouts.version IS 'Steps of its log that counted (no unit).';
COMMENT ON COLUMN rollouts.at IS 'Up to when the row holds, by arrival time (UTC).';
COMMENT ON COLUMN rollouts.status IS 'DEFINED, RUNNING, PAUSED, FINISHED, ABORTED or ROLLED_BACK.';
COMMENT ON COLUMN rollouts.open_stage IS 'The stage that is open, from 0 (no unit); null before the first.';
COMMENT ON COLUMN rollouts.asking IS 'Whether somebody has to approve the next stage.';
COMMENT ON COLUMN rollouts.budget IS 'Devices that may be in flight or have ended badly at any time (no unit).';
COMMENT ON COLUMN rollouts.released IS 'Devices released so far, over all stages (no unit).';
COMMENT ON COLUMN rollouts.in_flight IS 'Those of them of which more will come (no unit).';
COMMENT ON COLUMN rollouts.stages IS 'All stages with their counts of devices, as JSON.';
COMMENT ON COLUMN rollouts.guards IS 'What the telemetry gate knows by each guard, as JSON.';

CREATE TABLE rollout_steps (
    rollout_id text        NOT NULL,
    version    bigint      NOT NULL,
    kind       text        NOT NULL,
    step       text        NOT NULL,
    written_at timestamptz NOT NULL,
    actor      text,
    stage      integer,
    devices    bigint,
    reason     text,
    status     text        NOT NULL,
    evidence   jsonb,
    definition text,
    PRIMARY KEY (rollout_id, version)
);

COMMENT ON TABLE rollout_steps IS
    'Every step of a rollout that counted: its definition, what people asked, what the job decided and on which evidence. Key: rollout_id, version. Written by the job timescale from rollout.states, kept for ever.';
COMMENT ON COLUMN rollout_steps.rollout_id IS 'Rollout.';
COMMENT ON COLUMN rollout_steps.version IS 'Which step, from 1 (no unit).';
COMMENT ON COLUMN rollout_steps.kind IS 'DEFINE, COMMAND or DECISION.';
COMMENT ON COLUMN rollout_steps.step IS 'DEFINE; of a command APPROVE, START, PAUSE, RESUME, ABORT or ROLLBACK; of a decision COUNT, OPEN, RELEASE, ASK, PAUSE, ABORT, ROLLBACK or FINISH.';
COMMENT ON COLUMN rollout_steps.written_at IS 'When it was written (UTC); of a decision the arrival time for which it was taken.';
COMMENT ON COLUMN rollout_steps.actor IS 'Who; null for the job.';
COMMENT ON COLUMN rollout_steps.stage IS 'Decision: the stage it is about, from 0 (no unit); null otherwise.';
COMMENT ON COLUMN rollout_steps.devices IS 'RELEASE: how many devices it released (no unit); null otherwise.';
COMMENT ON COLUMN rollout_steps.reason IS 'Decision: why, such as HARM:overheating, SAFE or BUDGET; null if nothing had to be weighed.';
COMMENT ON COLUMN rollout_steps.status IS 'Where the rollout stood after it.';
COMMENT ON COLUMN rollout_steps.evidence IS 'Decision: everything it was weighed on, from which it can be taken again, as JSON; null if nothing had to be weighed.';
COMMENT ON COLUMN rollout_steps.definition IS 'DEFINE: the rollout in YAML; null otherwise.';

CREATE VIEW v_rollout_progress AS
    SELECT r.rollout_id, r.status AS rollout_status, s.stage, s.name, s.percent, s.opened_at,
           s.stage = r.open_stage AS open, s.targets, s.targets - s.notified AS waiting,
           s.notified - s.succeeded - s.failed - s.rejected - s.timed_out - s.canceled - s.removed AS in_flight,
           s.succeeded, s.failed, s.rejected, s.timed_out, s.canceled, s.removed
      FROM rollouts r
     CROSS JOIN LATERAL jsonb_to_recordset(r.stages) AS s(
           stage integer, name text, percent double precision, opened_at timestamptz, targets bigint, notified bigint,
           succeeded bigint, failed bigint, rejected bigint, timed_out bigint, canceled bigint, removed bigint);

COMMENT ON VIEW v_rollout_progress IS 'How far the devices of each stage of each rollout are, by devices.';
COMMENT ON COLUMN v_rollout_progress.rollout_id IS 'Rollout.';
COMMENT ON COLUMN v_rollout_progress.rollout_status IS 'Where the rollout stands.';
COMMENT ON COLUMN v_rollout_progress.stage IS 'Stage, from 0 (no unit).';
COMMENT ON COLUMN v_rollout_progress.name IS 'Its name, for people.';
COMMENT ON COLUMN v_rollout_progress.percent IS 'Percent of the eligible, this stage and those before.';
COMMENT ON COLUMN v_rollout_progress.opened_at IS 'When it was opened (UTC); null if it was not.';
COMMENT ON COLUMN v_rollout_progress.open IS 'Whether it is the open one; null before the first is.';
COMMENT ON COLUMN v_rollout_progress.targets IS 'Devices counted for it (no unit).';
COMMENT ON COLUMN v_rollout_progress.waiting IS 'Those not told yet (no unit).';
COMMENT ON COLUMN v_rollout_progress.in_flight IS 'Those told of which more will come (no unit).';
COMMENT ON COLUMN v_rollout_progress.succeeded IS 'Finished well (no unit).';
COMMENT ON COLUMN v_rollout_progress.failed IS 'Finished badly, by their own account (no unit).';
COMMENT ON COLUMN v_rollout_progress.rejected IS 'Would not (no unit).';
COMMENT ON COLUMN v_rollout_progress.timed_out IS 'Did not answer in time (no unit).';
COMMENT ON COLUMN v_rollout_progress.canceled IS 'Called off before they began (no unit).';
COMMENT ON COLUMN v_rollout_progress.removed IS 'Targets no longer (no unit).';

CREATE VIEW v_rollout_guards AS
    SELECT r.rollout_id, r.status AS rollout_status, g.guard, g.harm, g.harm_stop, g.safety, g.safety_go,
           g.treated_at_risk, g.treated_events, g.treated_events / nullif(g.treated_days, 0) AS treated_per_day,
           g.control_at_risk, g.control_events, g.control_events / nullif(g.control_days, 0) AS control_per_day
      FROM rollouts r
     CROSS JOIN LATERAL jsonb_to_recordset(r.guards) AS g(
           guard text, treated_at_risk bigint, treated_events bigint, treated_days double precision,
           control_at_risk bigint, control_events bigint, control_days double precision,
           harm double precision, harm_stop double precision, safety double precision, safety_go double precision);

COMMENT ON VIEW v_rollout_guards IS 'What the telemetry gate of each rollout knows by each guard: devices with the update beside those without.';
COMMENT ON COLUMN v_rollout_guards.rollout_id IS 'Rollout.';
COMMENT ON COLUMN v_rollout_guards.rollout_status IS 'Where the rollout stands.';
COMMENT ON COLUMN v_rollout_guards.guard IS 'Name of the guard.';
COMMENT ON COLUMN v_rollout_guards.harm IS 'Greatest evidence of harm so far (no unit).';
COMMENT ON COLUMN v_rollout_guards.harm_stop IS 'Evidence of harm that stops (no unit).';
COMMENT ON COLUMN v_rollout_guards.safety IS 'Evidence of safety now (no unit).';
COMMENT ON COLUMN v_rollout_guards.safety_go IS 'Evidence of safety that lets a stage end (no unit).';
COMMENT ON COLUMN v_rollout_guards.treated_at_risk IS 'Devices with the update that may still have their first event (no unit).';
COMMENT ON COLUMN v_rollout_guards.treated_events IS 'First events of devices with the update (no unit).';
COMMENT ON COLUMN v_rollout_guards.treated_per_day IS 'First events per device and day at risk, with the update; null while there was no such time.';
COMMENT ON COLUMN v_rollout_guards.control_at_risk IS 'Devices without the update that may still have their first event (no unit).';
COMMENT ON COLUMN v_rollout_guards.control_events IS 'First events of devices without the update (no unit).';
COMMENT ON COLUMN v_rollout_guards.control_per_day IS 'First events per device and day at risk, without the update; null while there was no such time.';

CREATE VIEW v_firmware_versions AS
    SELECT org, device_type, model, firmware, count(*) AS devices,
           count(*)::double precision / sum(count(*)) OVER (PARTITION BY org, device_type, model) AS share
      FROM devices
     GROUP BY org, device_type, model, firmware;

COMMENT ON VIEW v_firmware_versions IS 'How many devices of a model run which firmware, by what they reported last.';
COMMENT ON COLUMN v_firmware_versions.org IS 'Organisation.';
COMMENT ON COLUMN v_firmware_versions.device_type IS 'Device type.';
COMMENT ON COLUMN v_firmware_versions.model IS 'Device model; null if not registered.';
COMMENT ON COLUMN v_firmware_versions.firmware IS 'Version; null if they never said.';
COMMENT ON COLUMN v_firmware_versions.devices IS 'Devices that run it (no unit).';
COMMENT ON COLUMN v_firmware_versions.share IS 'Share of the devices of that model, 0 to 1 (no unit).';

INSERT INTO fleet_settings (key, value, standard, meaning)
    VALUES ('executions.retain', INTERVAL '365 days', INTERVAL '365 days',
        'Age, by last change, at which executions of jobs are deleted; one that is not over stays.');

CREATE FUNCTION fleet_drop_executions(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    cutoff timestamptz := now() - fleet_setting('executions.retain');
    past   text := 'FROM rollout_executions e WHERE e.updated_at < $1 '
        'AND (e.deleted OR e.status NOT IN (''WAITING'', ''QUEUED'', ''IN_PROGRESS''))';
    n      bigint;
BEGIN
    IF dry_run THEN
        EXECUTE 'SELECT count(*) ' || past INTO n USING cutoff;
    ELSE
        EXECUTE 'DELETE ' || past USING cutoff;
        GET DIAGNOSTICS n = ROW_COUNT;
    END IF;
    IF n > 0 THEN
        RETURN NEXT
            ('retention', 'rollout_executions', NULL, cutoff, n, 'DELETE', 'executions.retain')::fleet_step;
    END IF;
END
$$;
COMMENT ON FUNCTION fleet_drop_executions(boolean) IS
    'Deletes old executions of jobs, and returns how many. With true it only counts.';

CREATE PROCEDURE fleet_execution_maintenance_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fleet_drop_executions();
END
$$;
COMMENT ON PROCEDURE fleet_execution_maintenance_job(integer, jsonb) IS
    'fleet_drop_executions for the scheduler of TimescaleDB, every six hours.';

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM add_job('fleet_execution_maintenance_job', INTERVAL '6 hours');
    END IF;
END
$$;
