-- Device shadows: what is current, every version there was, what became of wishes, and readings with the version they were measured
-- under. json instead of jsonb: it keeps the spelling of numbers and takes every string JSON has, \u0000 too.

CREATE TABLE device_shadows (
    device_id        text        NOT NULL,
    shadow_name      text        NOT NULL,
    version          bigint      NOT NULL,
    deleted          boolean     NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    desired          json,
    reported         json,
    metadata         json,
    desired_version  bigint      NOT NULL,
    reported_version bigint      NOT NULL,
    pending_since    timestamptz,
    PRIMARY KEY (device_id, shadow_name)
);
CREATE INDEX device_shadows_pending ON device_shadows (pending_since) WHERE pending_since IS NOT NULL;

COMMENT ON TABLE device_shadows IS
    'The current version of every device shadow. Key: device_id, shadow_name. A row with a lower (created_at, version) never replaces a higher one. Written by the job timescale from shadow.documents.';
COMMENT ON COLUMN device_shadows.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN device_shadows.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN device_shadows.version IS 'Version (no unit), one more with every accepted request; of a deleted shadow that of the deletion.';
COMMENT ON COLUMN device_shadows.deleted IS 'Whether the shadow was deleted; it has no content then.';
COMMENT ON COLUMN device_shadows.created_at IS 'Arrival of the request that created it (UTC); versions count from there.';
COMMENT ON COLUMN device_shadows.updated_at IS 'Arrival of the request that made this version (UTC).';
COMMENT ON COLUMN device_shadows.desired IS 'What is wanted of the device; null if there is no such section.';
COMMENT ON COLUMN device_shadows.reported IS 'What the device says of itself; null if there is no such section.';
COMMENT ON COLUMN device_shadows.metadata IS 'Shape of both sections with the time of each leaf in epoch seconds; null of a deleted shadow.';
COMMENT ON COLUMN device_shadows.desired_version IS 'Version at which desired was named last; 0 for never.';
COMMENT ON COLUMN device_shadows.reported_version IS 'Version at which reported was named last; 0 for never.';
COMMENT ON COLUMN device_shadows.pending_since IS 'Since when what is desired differs from what is reported (UTC); null if it does not.';

CREATE TABLE device_shadow_history (
    device_id        text        NOT NULL,
    shadow_name      text        NOT NULL,
    created_at       timestamptz NOT NULL,
    version          bigint      NOT NULL,
    updated_at       timestamptz NOT NULL,
    deleted          boolean     NOT NULL,
    desired          json,
    reported         json,
    PRIMARY KEY (device_id, shadow_name, created_at, version)
);
CREATE INDEX device_shadow_history_time ON device_shadow_history (device_id, shadow_name, updated_at, created_at, version);
-- for retention: rows come in the order of their time
CREATE INDEX device_shadow_history_updated_at ON device_shadow_history USING brin (updated_at);

COMMENT ON TABLE device_shadow_history IS
    'Every version of every device shadow, for as long as shadows.history.retain says; the last one before that stays. Key: device_id, shadow_name, created_at, version; a row is never changed. Written by the job timescale from shadow.documents.';
COMMENT ON COLUMN device_shadow_history.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN device_shadow_history.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN device_shadow_history.created_at IS 'Arrival of the request that created the shadow (UTC); versions count from there.';
COMMENT ON COLUMN device_shadow_history.version IS 'Version (no unit), one more with every accepted request.';
COMMENT ON COLUMN device_shadow_history.updated_at IS 'Arrival of the request that made this version (UTC).';
COMMENT ON COLUMN device_shadow_history.deleted IS 'Whether this version is the deletion.';
COMMENT ON COLUMN device_shadow_history.desired IS 'What was wanted of the device; null if there was no such section.';
COMMENT ON COLUMN device_shadow_history.reported IS 'What the device said of itself; null if there was no such section.';

CREATE TABLE shadow_events (
    device_id     text        NOT NULL,
    shadow_name   text        NOT NULL,
    kind          text        NOT NULL,
    pending_since timestamptz NOT NULL,
    path          text        NOT NULL,
    version       bigint      NOT NULL,
    happened_at   timestamptz NOT NULL,
    waited_micros bigint      NOT NULL,
    detail        json,
    PRIMARY KEY (device_id, shadow_name, kind, pending_since, path)
);
CREATE INDEX shadow_events_time ON shadow_events (happened_at);

COMMENT ON TABLE shadow_events IS
    'What became of something desired, or what looks wrong with a shadow. Key: device_id, shadow_name, kind, pending_since, path; an event that comes again is the same. Kept for shadows.events.retain. Written by the job timescale from shadow.events.';
COMMENT ON COLUMN shadow_events.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN shadow_events.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN shadow_events.kind IS
    'REACHED: the device reports all that is desired; STUCK: it did not within the deadline; EXPIRED: a desired value outlived its time to live; FLAPPING: a reported value changes too often; DRIFTED: a reported value differs from most of the cohort; CONCURRENT: two writers did not know of each other.';
COMMENT ON COLUMN shadow_events.pending_since IS 'Since when it had been so (UTC); of REACHED and STUCK, since when desired had differed from reported.';
COMMENT ON COLUMN shadow_events.path IS 'JSON Pointer of the value it is about, from the state on; empty for the whole shadow.';
COMMENT ON COLUMN shadow_events.version IS 'Version of the shadow (no unit).';
COMMENT ON COLUMN shadow_events.happened_at IS 'When it was so (UTC): arrival of the request that showed it; of STUCK and EXPIRED the deadline.';
COMMENT ON COLUMN shadow_events.waited_micros IS 'happened_at less pending_since, in microseconds.';
COMMENT ON COLUMN shadow_events.detail IS 'What a reader wants to know beside, by kind; null if there is nothing.';

CREATE VIEW v_readings_with_shadow AS
    SELECT
        r.*,
        s.version AS shadow_version,
        s.desired AS shadow_desired,
        s.reported AS shadow_reported
    FROM device_readings r
    LEFT JOIN LATERAL (
        SELECT h.version, h.desired, h.reported, h.deleted
        FROM device_shadow_history h
        WHERE h.device_id = r.device_id AND h.shadow_name = '' AND h.updated_at <= r.time
        ORDER BY h.updated_at DESC, h.created_at DESC, h.version DESC
        LIMIT 1
    ) s ON NOT s.deleted;

COMMENT ON VIEW v_readings_with_shadow IS
    'Every reading with the version of the classic shadow it was measured under: the newest that had arrived by then. Name a device or a stretch of time: each reading looks its version up.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_version IS 'Version of the shadow at the time of the reading; null if there was none, or none any more.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_desired IS 'What was wanted of the device at that time.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_reported IS 'What the device had said of itself by that time.';

-- The other columns mean what they mean in the table.
DO $$
DECLARE
    pair record;
BEGIN
    FOR pair IN
        SELECT a.attname, col_description(t.attrelid, t.attnum) AS comment
        FROM pg_attribute a
        JOIN pg_attribute t ON t.attrelid = 'device_readings'::regclass AND t.attname = a.attname
        WHERE a.attrelid = 'v_readings_with_shadow'::regclass AND a.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN v_readings_with_shadow.%I IS %L', pair.attname, pair.comment);
    END LOOP;
END
$$;

-- json takes \u0000, text does not: extracting anything from such a document fails, not only that value.
CREATE FUNCTION fleet_json_value(document json, VARIADIC path text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    IF strpos(document::text, '\u0000') = 0 THEN
        RETURN document #>> path;
    END IF;
    RETURN replace(document::text, '\u0000', '\ufffd')::json #>> path;
END
$$;
COMMENT ON FUNCTION fleet_json_value(json, text[]) IS
    'The value at a path of a JSON document as text, null if there is none; the character NUL, which PostgreSQL cannot hold in a text, becomes U+FFFD.';

INSERT INTO fleet_settings (key, value, standard, meaning)
    SELECT key, value::interval, value::interval, meaning
    FROM (VALUES
        ('shadows.history.retain', '90 days',
            'Age at which versions of shadows are deleted from device_shadow_history, but for the last one before that.'),
        ('shadows.events.retain', '90 days', 'Age at which rows of shadow_events are deleted.')
    ) AS setting (key, value, meaning);

CREATE FUNCTION fleet_check_shadow_settings() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF fleet_setting('shadows.history.retain') < fleet_setting('raw.retain') THEN
        RAISE EXCEPTION 'shadows.history.retain (%) must not be less than raw.retain (%): readings would lose the version they were measured under',
            fleet_setting('shadows.history.retain'), fleet_setting('raw.retain') USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION fleet_check_shadow_settings() IS
    'Refuses to keep versions of shadows for a shorter time than the readings they explain.';

-- at commit, so that several may be changed together
CREATE CONSTRAINT TRIGGER fleet_shadow_settings_agree AFTER INSERT OR UPDATE OR DELETE ON fleet_settings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fleet_check_shadow_settings();

-- The last version before the cut explains the readings after it, and stays; a deleted shadow explains nothing.
CREATE FUNCTION fleet_drop_shadows(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    cutoff timestamptz := now() - fleet_setting('shadows.history.retain');
    n      bigint;
    past   constant text := 'FROM device_shadow_history AS h WHERE h.updated_at < $1 AND (h.deleted OR EXISTS ('
        'SELECT FROM device_shadow_history n WHERE n.device_id = h.device_id AND n.shadow_name = h.shadow_name '
        'AND n.updated_at >= h.updated_at AND n.updated_at < $1 '
        'AND (n.created_at, n.version) > (h.created_at, h.version)))';
BEGIN
    IF dry_run THEN
        EXECUTE 'SELECT count(*) ' || past INTO n USING cutoff;
    ELSE
        EXECUTE 'DELETE ' || past USING cutoff;
        GET DIAGNOSTICS n = ROW_COUNT;
    END IF;
    IF n > 0 THEN
        RETURN NEXT ('retention', 'device_shadow_history', NULL, cutoff, n, 'DELETE', 'shadows.history.retain')::fleet_step;
    END IF;
    cutoff := now() - fleet_setting('shadows.events.retain');
    IF dry_run THEN
        SELECT count(*) INTO n FROM shadow_events WHERE happened_at < cutoff;
    ELSE
        DELETE FROM shadow_events WHERE happened_at < cutoff;
        GET DIAGNOSTICS n = ROW_COUNT;
    END IF;
    IF n > 0 THEN
        RETURN NEXT ('retention', 'shadow_events', NULL, cutoff, n, 'DELETE', 'shadows.events.retain')::fleet_step;
    END IF;
END
$$;
COMMENT ON FUNCTION fleet_drop_shadows(boolean) IS
    'Deletes old versions of shadows and old events, and returns how many. With true it only counts.';

-- A job of its own: the other one's procedure is left as it is.
CREATE PROCEDURE fleet_shadow_maintenance_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fleet_drop_shadows();
END
$$;
COMMENT ON PROCEDURE fleet_shadow_maintenance_job(integer, jsonb) IS
    'fleet_drop_shadows for the scheduler of TimescaleDB, every six hours.';

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM add_job('fleet_shadow_maintenance_job', INTERVAL '6 hours');
    END IF;
END
$$;
