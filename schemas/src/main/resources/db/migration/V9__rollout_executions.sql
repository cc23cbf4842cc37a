-- Executions: where every try of every job on every device stands. Runs on TimescaleDB and on plain PostgreSQL.

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
