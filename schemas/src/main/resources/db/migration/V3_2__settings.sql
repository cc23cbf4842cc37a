-- How long what is kept: numbers of the operator's, in the database, where its own jobs find them.

CREATE TABLE fleet_settings (
    key      text     PRIMARY KEY,
    value    interval NOT NULL CHECK (value > INTERVAL '0'),
    standard interval,
    meaning  text     NOT NULL
);
COMMENT ON TABLE fleet_settings IS
    'How long rows are kept, and when they are compressed. Key: key. Written by fleet db configure, or by hand: combinations that would lose rows are refused. Takes effect with the next fleet db maintain or fleet db migrate.';
COMMENT ON COLUMN fleet_settings.key IS
    'Name of the setting; windows.NAME.retain may be added for any other kind of window.';
COMMENT ON COLUMN fleet_settings.value IS 'What holds now: a duration.';
COMMENT ON COLUMN fleet_settings.standard IS 'What held when the table was made; null for a setting that was added.';
COMMENT ON COLUMN fleet_settings.meaning IS 'What it does, and why the standard is what it is.';

-- Raw rows are compressed well before they are dropped, and well after the last device that was out of
-- coverage for a day has sent what it had: writing into compressed chunks works, but costs more.
-- Windows are compressed only when their raw rows are gone: nothing can correct them any more then.
INSERT INTO fleet_settings (key, value, standard, meaning)
    SELECT key, value::interval, value::interval, meaning
    FROM (VALUES
        ('raw.compress-after', '2 days',
            'Age at which a day of device_readings is compressed (TimescaleDB). Between the longest common backlog of devices and raw.retain.'),
        ('raw.retain', '7 days',
            'Age at which a day of device_readings is dropped, provided that all of its rows are in archived_files.'),
        ('raw.retain-unarchived', '100 years',
            'Age at which a day of device_readings is dropped even if it was not archived: practically never, unless there is no archive.'),
        ('windows.compress-after', '8 days',
            'Age at which a day of window_aggregates is compressed (TimescaleDB). Beyond raw.retain, so that corrections and revisions meet plain rows.'),
        ('windows.1m.retain', '14 days', 'Age at which windows of a minute are deleted.'),
        ('windows.5m.retain', '30 days', 'Age at which windows of five minutes are deleted.'),
        ('windows.1h.retain', '90 days', 'Age at which windows of an hour are deleted.'),
        ('windows.1d.retain', '5 years', 'Age at which windows of a day are deleted.'),
        ('windows.other.retain', '5 years',
            'Age at which all other windows are deleted, and days of window_aggregates dropped.'),
        ('rollups.1h.compress-after', '14 days', 'Age at which device_metrics_1h is compressed (TimescaleDB).'),
        ('rollups.1h.retain', '90 days', 'Age at which rows of device_metrics_1h are dropped.'),
        ('rollups.1d.compress-after', '120 days', 'Age at which device_metrics_1d is compressed (TimescaleDB).'),
        ('rollups.1d.retain', '5 years', 'Age at which rows of device_metrics_1d are dropped.'),
        ('late.correct-after', '90 minutes',
            'Time between the arrival of a late reading and the correction of its windows: by then the longest of them, an hour, is closed for good.'),
        ('late.retain', '90 days', 'Age, by arrival, at which rows of late_readings are deleted.'),
        ('maintenance.every', '1 hour', 'How often the database looks after itself (TimescaleDB).'),
        ('partitions.ahead', '14 days', 'How far ahead daily partitions are made (plain PostgreSQL).')
    ) AS setting (key, value, meaning);

CREATE FUNCTION fleet_setting(key text) RETURNS interval
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    found interval;
BEGIN
    SELECT s.value INTO found FROM fleet_settings s WHERE s.key = fleet_setting.key;
    IF found IS NULL THEN
        RAISE EXCEPTION 'fleet_settings has no %', key USING ERRCODE = 'no_data_found';
    END IF;
    RETURN found;
END
$$;
COMMENT ON FUNCTION fleet_setting(text) IS 'The value of a setting; fails for one there is not.';

CREATE FUNCTION fleet_check_settings() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    rule record;
BEGIN
    IF EXISTS (SELECT FROM fleet_settings WHERE standard IS NULL AND key !~ '^windows\..+\.retain$') THEN
        RAISE EXCEPTION 'unknown setting %; accepted: %, and windows.NAME.retain',
            (SELECT string_agg(key, ', ' ORDER BY key) FROM fleet_settings
                WHERE standard IS NULL AND key !~ '^windows\..+\.retain$'),
            (SELECT string_agg(key, ', ' ORDER BY key) FROM fleet_settings WHERE standard IS NOT NULL)
            USING ERRCODE = 'check_violation';
    END IF;
    FOR rule IN
        VALUES
            ('raw.compress-after', 'raw.retain', 'there would be nothing left to compress'),
            ('raw.retain', 'raw.retain-unarchived', 'rows would go before they may'),
            ('late.correct-after', 'raw.retain', 'there would be no rows to correct windows from'),
            ('windows.compress-after', 'windows.other.retain', 'there would be nothing left to compress'),
            ('rollups.1h.compress-after', 'rollups.1h.retain', 'there would be nothing left to compress'),
            ('rollups.1d.compress-after', 'rollups.1d.retain', 'there would be nothing left to compress')
        UNION ALL
        SELECT key, 'windows.other.retain', 'days are dropped whole at that age'
            FROM fleet_settings WHERE key ~ '^windows\..+\.retain$' AND key <> 'windows.other.retain'
                AND value > fleet_setting('windows.other.retain')
    LOOP
        IF fleet_setting(rule.column1) > fleet_setting(rule.column2)
                OR rule.column3 LIKE '%compress' AND fleet_setting(rule.column1) = fleet_setting(rule.column2) THEN
            RAISE EXCEPTION '% is %; accepted: % % (%): %', rule.column1, fleet_setting(rule.column1),
                CASE WHEN rule.column3 LIKE '%compress' THEN 'less than' ELSE 'at most' END,
                rule.column2, fleet_setting(rule.column2), rule.column3
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    IF fleet_setting('raw.retain') < INTERVAL '3 days' THEN
        RAISE EXCEPTION 'raw.retain is %; accepted: at least 3 days: roll-ups are made of raw rows',
            fleet_setting('raw.retain') USING ERRCODE = 'check_violation';
    END IF;
    IF fleet_setting('rollups.1h.retain') < fleet_setting('raw.retain') + INTERVAL '3 days' THEN
        RAISE EXCEPTION 'rollups.1h.retain is %; accepted: at least 3 days more than raw.retain (%): days are made of hours as long as these may change',
            fleet_setting('rollups.1h.retain'), fleet_setting('raw.retain') USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION fleet_check_settings() IS
    'Refuses settings that contradict each other, such as compression later than retention.';

-- at commit, so that several may be changed together
CREATE CONSTRAINT TRIGGER fleet_settings_agree AFTER INSERT OR UPDATE OR DELETE ON fleet_settings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fleet_check_settings();

CREATE FUNCTION fleet_configure(key text, value interval) RETURNS interval
    LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO fleet_settings AS s (key, value, meaning)
        VALUES (fleet_configure.key, fleet_configure.value, 'Age at which windows of that kind are deleted.')
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        RETURNING s.value;
END;
COMMENT ON FUNCTION fleet_configure(text, interval) IS
    'Sets a setting; the transaction is refused at its end if the settings contradict each other.';

-- What every function of the maintenance says it did, or would do.
CREATE TYPE fleet_step AS (
    task text, subject text, range_start timestamptz, range_end timestamptz, rows bigint, action text, detail text);
COMMENT ON TYPE fleet_step IS
    'A step of the maintenance: what for (task), to which table or policy (subject), over which time (UTC), how many rows, what was done (action: CREATE, SET, REFRESH, CORRECT, DELETE, DROP, HOLD), and why.';

-- Policies of TimescaleDB are added once and then changed in place: their history and schedule stay.
CREATE FUNCTION fleet_apply_policies() RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    policy  record;
    job     record;
    age     interval;
    wanted  jsonb;
    changed boolean;
BEGIN
    IF NOT fleet_has_timescaledb() THEN
        RETURN;
    END IF;
    FOR policy IN
        SELECT column1 AS kind, column2 AS relation, column3 AS setting, column4 AS segment, column5 AS sort
        FROM (VALUES
            ('policy_compression', 'device_readings', 'raw.compress-after', 'device_id, metric', 'time'),
            ('policy_compression', 'window_aggregates', 'windows.compress-after',
                'window_name, scope, metric', 'subject, window_start'),
            ('policy_compression', 'device_metrics_1h', 'rollups.1h.compress-after', 'device_id, metric', 'bucket'),
            ('policy_compression', 'device_metrics_1d', 'rollups.1d.compress-after', 'device_id, metric', 'bucket'),
            ('policy_retention', 'device_metrics_1h', 'rollups.1h.retain', NULL, NULL),
            ('policy_retention', 'device_metrics_1d', 'rollups.1d.retain', NULL, NULL),
            ('policy_refresh_continuous_aggregate', 'device_metrics_1h', 'raw.retain', NULL, NULL),
            ('policy_refresh_continuous_aggregate', 'device_metrics_1d', 'raw.retain', NULL, NULL),
            ('fleet_maintenance_job', NULL, 'maintenance.every', NULL, NULL)) AS policies
    LOOP
        SELECT j.job_id, j.config, j.schedule_interval INTO job
            FROM timescaledb_information.jobs j
            WHERE j.proc_name = policy.kind AND j.hypertable_name IS NOT DISTINCT FROM policy.relation::name;
        age := fleet_setting(policy.setting);
        changed := job.job_id IS NULL;
        wanted := NULL;
        CASE policy.kind
            WHEN 'policy_compression' THEN
                wanted := jsonb_build_object('compress_after', age);
                IF job.job_id IS NULL THEN
                    EXECUTE format('ALTER %s %I SET (timescaledb.enable_columnstore, '
                        'timescaledb.segmentby = %L, timescaledb.orderby = %L)',
                        CASE WHEN policy.relation LIKE 'device_metrics%' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                        policy.relation, policy.segment, policy.sort);
                    EXECUTE format('CALL add_columnstore_policy(%L::regclass, %L::interval)', policy.relation, age);
                END IF;
            WHEN 'policy_retention' THEN
                wanted := jsonb_build_object('drop_after', age);
                IF job.job_id IS NULL THEN
                    PERFORM add_retention_policy(policy.relation::regclass, age);
                END IF;
            WHEN 'policy_refresh_continuous_aggregate' THEN
                -- Never back to where raw rows were dropped: dropping them invalidates the roll-up there, and a
                -- refresh would empty it. Matters for days when raw.retain was made longer.
                SELECT least(age, date_trunc('hour', now() - max(d.day) - INTERVAL '1 day')) INTO age
                    FROM raw_days d WHERE d.dropped_at IS NOT NULL;
                age := age + CASE policy.relation WHEN 'device_metrics_1h' THEN INTERVAL '-1 hour'
                    -- the day in which the refresh of the hours begins
                    ELSE INTERVAL '1 day' END;
                wanted := jsonb_build_object('start_offset', age);
                IF job.job_id IS NULL THEN
                    PERFORM add_continuous_aggregate_policy(policy.relation::regclass,
                        start_offset => age,
                        end_offset => CASE policy.relation WHEN 'device_metrics_1h' THEN INTERVAL '1 hour'
                            ELSE INTERVAL '1 day' END,
                        schedule_interval => INTERVAL '30 minutes');
                END IF;
            ELSE
                IF job.job_id IS NULL THEN
                    PERFORM add_job('fleet_maintenance_job', age);
                ELSIF job.schedule_interval <> age THEN
                    PERFORM alter_job(job.job_id, schedule_interval => age);
                    changed := true;
                END IF;
        END CASE;
        IF job.job_id IS NOT NULL AND EXISTS (SELECT FROM jsonb_each_text(wanted) AS w
                WHERE (job.config->>w.key)::interval IS DISTINCT FROM w.value::interval) THEN
            PERFORM alter_job(job.job_id, config => job.config || wanted);
            changed := true;
        END IF;
        IF changed THEN
            RETURN NEXT ('policy', coalesce(policy.relation, 'database'), NULL, NULL, NULL,
                CASE WHEN job.job_id IS NULL THEN 'CREATE' ELSE 'SET' END,
                format('%s: %s = %s', policy.kind, policy.setting, fleet_setting(policy.setting)))::fleet_step;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_apply_policies() IS
    'Brings the policies of TimescaleDB to what fleet_settings says, and returns what it changed; does nothing on plain PostgreSQL.';
