-- Alarms: where each stands, and everything that happened to it. Runs on TimescaleDB and on plain PostgreSQL.

CREATE TABLE alarms (
    alarm_id     text             NOT NULL,
    device_id    text             NOT NULL,
    rule_id      text             NOT NULL,
    rule_version integer          NOT NULL,
    org          text,
    site         text,
    device_type  text,
    model        text,
    severity     text             NOT NULL,
    state        text             NOT NULL,
    raised_at    timestamptz      NOT NULL,
    changed_at   timestamptz      NOT NULL,
    cleared_at   timestamptz,
    change       text             NOT NULL,
    step         integer          NOT NULL,
    count        integer          NOT NULL,
    devices      bigint           NOT NULL,
    flapping     boolean          NOT NULL,
    on_trial     boolean          NOT NULL,
    metric       text,
    value        double precision,
    comment      text,
    PRIMARY KEY (alarm_id)
);
CREATE INDEX alarms_open ON alarms (raised_at) WHERE cleared_at IS NULL;
CREATE INDEX alarms_device ON alarms (device_id, raised_at);
-- for retention
CREATE INDEX alarms_changed ON alarms (changed_at);

COMMENT ON TABLE alarms IS
    'Where every alarm stands, until alarms.retain after its end. Key: alarm_id. A row with a lower step never replaces a higher one. Written by the job timescale from alarms. The times of its life are in v_alarms.';
COMMENT ON COLUMN alarms.alarm_id IS 'Identity of the alarm, a hash of rule, device and raised_at.';
COMMENT ON COLUMN alarms.device_id IS 'Device, unique in a deployment; of an incident the group, such as site=acme/plant-1.';
COMMENT ON COLUMN alarms.rule_id IS 'Rule that raised it.';
COMMENT ON COLUMN alarms.rule_version IS 'Version of the rule under which it changed last (no unit).';
COMMENT ON COLUMN alarms.org IS 'Organisation of the device; null if it is not known.';
COMMENT ON COLUMN alarms.site IS 'Site of the device; null if it is not known.';
COMMENT ON COLUMN alarms.device_type IS 'Type of the device; null if it is not known.';
COMMENT ON COLUMN alarms.model IS 'Model of the device; null if it is not known.';
COMMENT ON COLUMN alarms.severity IS 'INDETERMINATE, WARNING, MINOR, MAJOR or CRITICAL; of one that is over, how bad it was last.';
COMMENT ON COLUMN alarms.state IS 'ACTIVE, ACKNOWLEDGED, LATCHED; of one that is over NORMAL, SNOOZE_DISABLED or DISABLED.';
COMMENT ON COLUMN alarms.raised_at IS 'When it began, by event time (UTC).';
COMMENT ON COLUMN alarms.changed_at IS 'When something happened to it last, by event time (UTC).';
COMMENT ON COLUMN alarms.cleared_at IS 'When it was over, by event time (UTC); null if it is not.';
COMMENT ON COLUMN alarms.change IS 'What happened last: RAISED, SEVERITY_UP, SEVERITY_DOWN, LATCHED, CLEARED, ACKED, SNOOZED, REMINDER, FLAPPING or DEVICES.';
COMMENT ON COLUMN alarms.step IS 'Counts what happened to it from 1 (no unit).';
COMMENT ON COLUMN alarms.count IS 'How often it began without being over, from 1 (no unit).';
COMMENT ON COLUMN alarms.devices IS 'For how many devices an incident stands (no unit); 0 of an alarm of one device.';
COMMENT ON COLUMN alarms.flapping IS 'Whether it changes too often to be told of every change.';
COMMENT ON COLUMN alarms.on_trial IS 'Whether its rule is on trial, so that nobody is to be told.';
COMMENT ON COLUMN alarms.metric IS 'The rule''s own metric; null if it has none.';
COMMENT ON COLUMN alarms.value IS 'The metric''s last value when something happened last, in the unit of its readings; null if there was none.';
COMMENT ON COLUMN alarms.comment IS 'What the rule or the last command says; null if nothing.';

CREATE TABLE alarm_events (
    device_id    text             NOT NULL,
    rule_id      text             NOT NULL,
    happened_at  timestamptz      NOT NULL,
    step         integer          NOT NULL,
    alarm_id     text,
    rule_version integer          NOT NULL,
    change       text             NOT NULL,
    state        text             NOT NULL,
    severity     text             NOT NULL,
    devices      bigint           NOT NULL,
    on_trial     boolean          NOT NULL,
    value        double precision,
    command_id   text,
    actor        text,
    comment      text,
    PRIMARY KEY (device_id, rule_id, happened_at, step)
);
CREATE INDEX alarm_events_alarm ON alarm_events (alarm_id, step) WHERE alarm_id IS NOT NULL;
CREATE INDEX alarm_events_time ON alarm_events (happened_at);

COMMENT ON TABLE alarm_events IS
    'Everything that happened to alarms, for as long as the alarm is kept. Key: device_id, rule_id, happened_at, step; an event that comes again is the same. Written by the job timescale from alarms.';
COMMENT ON COLUMN alarm_events.device_id IS 'Device, unique in a deployment; of an incident the group, such as site=acme/plant-1.';
COMMENT ON COLUMN alarm_events.rule_id IS 'Rule of the alarm.';
COMMENT ON COLUMN alarm_events.happened_at IS 'When, by event time (UTC).';
COMMENT ON COLUMN alarm_events.step IS 'Counts what happened to the alarm from 1 (no unit).';
COMMENT ON COLUMN alarm_events.alarm_id IS 'The alarm; null of a snooze where there was none.';
COMMENT ON COLUMN alarm_events.rule_version IS 'Version of the rule under which it happened (no unit).';
COMMENT ON COLUMN alarm_events.change IS 'RAISED, SEVERITY_UP, SEVERITY_DOWN, LATCHED, CLEARED, ACKED, SNOOZED, REMINDER, FLAPPING or DEVICES.';
COMMENT ON COLUMN alarm_events.state IS 'Where the alarm stood after it: ACTIVE, ACKNOWLEDGED, LATCHED, NORMAL, SNOOZE_DISABLED or DISABLED.';
COMMENT ON COLUMN alarm_events.severity IS 'INDETERMINATE, WARNING, MINOR, MAJOR or CRITICAL; where it was over, how bad it was last.';
COMMENT ON COLUMN alarm_events.devices IS 'For how many devices an incident stood (no unit); 0 of an alarm of one device.';
COMMENT ON COLUMN alarm_events.on_trial IS 'Whether the rule was on trial, so that nobody was to be told.';
COMMENT ON COLUMN alarm_events.value IS 'The last value of the rule''s own metric, in the unit of its readings; null if there was none.';
COMMENT ON COLUMN alarm_events.command_id IS 'The command that brought it about; null if none did.';
COMMENT ON COLUMN alarm_events.actor IS 'Who gave the command; null if none did or nobody said.';
COMMENT ON COLUMN alarm_events.comment IS 'What the rule or the command says; null if nothing.';

CREATE VIEW v_alarms AS
    SELECT
        a.alarm_id,
        a.device_id,
        a.rule_id,
        a.rule_version,
        a.org,
        a.site,
        a.device_type,
        a.model,
        a.severity,
        e.worst_severity,
        a.state,
        a.cleared_at IS NULL AS open,
        a.raised_at,
        e.acknowledged_at,
        e.acknowledged_by,
        a.cleared_at,
        extract(epoch FROM a.cleared_at - a.raised_at)::double precision AS duration_seconds,
        a.changed_at,
        a.change,
        a.step,
        a.count,
        a.devices,
        a.flapping,
        a.on_trial,
        a.metric,
        e.first_value,
        a.value AS last_value,
        a.comment
    FROM alarms a
    LEFT JOIN LATERAL (
        SELECT
            max(h.happened_at) FILTER (WHERE h.change = 'ACKED') AS acknowledged_at,
            (array_agg(h.actor ORDER BY h.step DESC) FILTER (WHERE h.change = 'ACKED'))[1] AS acknowledged_by,
            (array_agg(h.value ORDER BY h.step))[1] AS first_value,
            (ARRAY['INDETERMINATE', 'WARNING', 'MINOR', 'MAJOR', 'CRITICAL'])[max(array_position(
                ARRAY['INDETERMINATE', 'WARNING', 'MINOR', 'MAJOR', 'CRITICAL'], h.severity))] AS worst_severity
        FROM alarm_events h
        WHERE h.alarm_id = a.alarm_id
    ) e ON true;

COMMENT ON VIEW v_alarms IS
    'Every alarm with the times of its life. One row per alarm.';
COMMENT ON COLUMN v_alarms.alarm_id IS 'Identity of the alarm.';
COMMENT ON COLUMN v_alarms.device_id IS 'Device, unique in a deployment; of an incident the group, such as site=acme/plant-1.';
COMMENT ON COLUMN v_alarms.rule_id IS 'Rule that raised it.';
COMMENT ON COLUMN v_alarms.rule_version IS 'Version of the rule under which it changed last (no unit).';
COMMENT ON COLUMN v_alarms.org IS 'Organisation of the device; null if it is not known.';
COMMENT ON COLUMN v_alarms.site IS 'Site of the device; null if it is not known.';
COMMENT ON COLUMN v_alarms.device_type IS 'Type of the device; null if it is not known.';
COMMENT ON COLUMN v_alarms.model IS 'Model of the device; null if it is not known.';
COMMENT ON COLUMN v_alarms.severity IS 'INDETERMINATE, WARNING, MINOR, MAJOR or CRITICAL; of one that is over, how bad it was last.';
COMMENT ON COLUMN v_alarms.worst_severity IS 'How bad it was at its worst.';
COMMENT ON COLUMN v_alarms.state IS 'ACTIVE, ACKNOWLEDGED, LATCHED; of one that is over NORMAL, SNOOZE_DISABLED or DISABLED.';
COMMENT ON COLUMN v_alarms.open IS 'Whether it is not over.';
COMMENT ON COLUMN v_alarms.raised_at IS 'When it began, by event time (UTC).';
COMMENT ON COLUMN v_alarms.acknowledged_at IS 'When it was acknowledged last (UTC); null if never.';
COMMENT ON COLUMN v_alarms.acknowledged_by IS 'Who did; null if nobody did or said.';
COMMENT ON COLUMN v_alarms.cleared_at IS 'When it was over, by event time (UTC); null if it is not.';
COMMENT ON COLUMN v_alarms.duration_seconds IS 'From raised_at to cleared_at, seconds; null if it is not over.';
COMMENT ON COLUMN v_alarms.changed_at IS 'When something happened to it last, by event time (UTC).';
COMMENT ON COLUMN v_alarms.change IS 'What happened last.';
COMMENT ON COLUMN v_alarms.step IS 'How much happened to it (no unit).';
COMMENT ON COLUMN v_alarms.count IS 'How often it began without being over, from 1 (no unit).';
COMMENT ON COLUMN v_alarms.devices IS 'For how many devices an incident stands (no unit); 0 of an alarm of one device.';
COMMENT ON COLUMN v_alarms.flapping IS 'Whether it changes too often to be told of every change.';
COMMENT ON COLUMN v_alarms.on_trial IS 'Whether its rule is on trial, so that nobody is to be told.';
COMMENT ON COLUMN v_alarms.metric IS 'The rule''s own metric; null if it has none.';
COMMENT ON COLUMN v_alarms.first_value IS 'The metric''s value when it was raised, in the unit of its readings; null if there was none.';
COMMENT ON COLUMN v_alarms.last_value IS 'The metric''s value when something happened last, in the same unit; null if there was none.';
COMMENT ON COLUMN v_alarms.comment IS 'What the rule or the last command says; null if nothing.';

INSERT INTO fleet_settings (key, value, standard, meaning)
    VALUES ('alarms.retain', INTERVAL '365 days', INTERVAL '365 days',
        'Age, by their last change, at which alarms that are over are deleted with what happened to them.');

-- An alarm that is not over stays, and so does what happened to an alarm that stays.
CREATE FUNCTION fleet_drop_alarms(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    cutoff timestamptz := now() - fleet_setting('alarms.retain');
    n      bigint;
    task   record;
BEGIN
    FOR task IN
        SELECT * FROM (VALUES
            ('alarms', 'FROM alarms a WHERE a.changed_at < $1 AND a.cleared_at IS NOT NULL'),
            ('alarm_events', 'FROM alarm_events e WHERE e.happened_at < $1 AND NOT EXISTS ('
                'SELECT FROM alarms a WHERE a.alarm_id = e.alarm_id '
                'AND NOT (a.changed_at < $1 AND a.cleared_at IS NOT NULL))')
        ) AS past (subject, rows)
    LOOP
        IF dry_run THEN
            EXECUTE 'SELECT count(*) ' || task.rows INTO n USING cutoff;
        ELSE
            EXECUTE 'DELETE ' || task.rows USING cutoff;
            GET DIAGNOSTICS n = ROW_COUNT;
        END IF;
        IF n > 0 THEN
            RETURN NEXT ('retention', task.subject, NULL, cutoff, n, 'DELETE', 'alarms.retain')::fleet_step;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_drop_alarms(boolean) IS
    'Deletes old alarms and what happened to them, and returns how many. With true it only counts.';

CREATE PROCEDURE fleet_alarm_maintenance_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fleet_drop_alarms();
END
$$;
COMMENT ON PROCEDURE fleet_alarm_maintenance_job(integer, jsonb) IS
    'fleet_drop_alarms for the scheduler of TimescaleDB, every six hours.';

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM add_job('fleet_alarm_maintenance_job', INTERVAL '6 hours');
    END IF;
END
$$;
