-- Refresh of the roll-ups and retention. Nothing is dropped silently: each day of raw rows is written down.

CREATE TABLE raw_days (
    day          timestamptz PRIMARY KEY,
    rows         bigint      NOT NULL,
    missing      bigint      NOT NULL,
    state        text        NOT NULL,
    reason       text,
    checked_at   timestamptz NOT NULL,
    dropped_at   timestamptz,
    dropped_rows bigint      NOT NULL DEFAULT 0
);
COMMENT ON TABLE raw_days IS
    'The days of device_readings that are past raw.retain: dropped, or held back and why. Key: day. Written by fleet db maintain and by the job of the database that does the same.';
COMMENT ON COLUMN raw_days.day IS 'Beginning of the day (UTC).';
COMMENT ON COLUMN raw_days.rows IS 'Rows it had when it was looked at last.';
COMMENT ON COLUMN raw_days.missing IS 'Of them, rows that are in no file of the archive, hour by hour and organisation by organisation.';
COMMENT ON COLUMN raw_days.state IS 'DROPPED or HELD.';
COMMENT ON COLUMN raw_days.reason IS 'Why it is held back, or was dropped without being archived; null otherwise.';
COMMENT ON COLUMN raw_days.checked_at IS 'When it was looked at last (UTC).';
COMMENT ON COLUMN raw_days.dropped_at IS
    'When rows of it were dropped (UTC); null if never. From then on its roll-ups are not computed again, since rows that come later are not all of its rows.';
COMMENT ON COLUMN raw_days.dropped_rows IS
    'Rows of it that were dropped, all times together: what is archived must account for them and for those that came later.';

CREATE TABLE rollup_state (
    relation     text        PRIMARY KEY,
    seen_xid     xid8        NOT NULL,
    refreshed_at timestamptz NOT NULL
);
COMMENT ON TABLE rollup_state IS
    'How far the roll-ups of plain PostgreSQL have got; empty on TimescaleDB. Key: relation. Written by fleet_refresh_rollups.';
COMMENT ON COLUMN rollup_state.relation IS 'Table the roll-ups are made of.';
COMMENT ON COLUMN rollup_state.seen_xid IS 'Oldest transaction that may have written rows that are not rolled up yet (no unit).';
COMMENT ON COLUMN rollup_state.refreshed_at IS 'When they were refreshed last (UTC).';

-- Late rows may come to any hour, and received_at is no help: a row may be written long after it arrived.
-- So the rows tell by their transaction that they are new. This reads all of device_readings, which holds
-- days on plain PostgreSQL, but groups only the hours touched.
CREATE FUNCTION fleet_refresh_rollups(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    -- days before it would be made of the hours that are left of them
    oldest      constant timestamptz := date_bin(INTERVAL '24 hours', now() - fleet_setting('rollups.1h.retain'),
        '2000-01-01Z') + INTERVAL '24 hours';
    current_xid bigint;
    seen        bigint;
    horizon     xid8;
    touched     timestamptz[];
    bucket_time timestamptz;
    written     bigint;
    total       bigint;
BEGIN
    IF fleet_has_timescaledb() THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('fleet_refresh_rollups'));
    -- assigned before the first use of age(), which counts from it
    current_xid := pg_current_xact_id()::text::bigint;
    -- taken before the rows are read: what is written meanwhile is seen again next time
    horizon := pg_snapshot_xmin(pg_current_snapshot());
    SELECT seen_xid::text::bigint INTO seen FROM rollup_state WHERE relation = 'device_readings';
    IF seen > current_xid THEN
        seen := NULL; -- restored into another server, whose transactions are other ones
    END IF;
    SELECT array_agg(hour ORDER BY hour) INTO touched
        FROM (SELECT DISTINCT date_bin(INTERVAL '1 hour', time, '2000-01-01Z') AS hour
            FROM device_readings
            WHERE seen IS NULL OR age(xmin) <= current_xid - seen) AS hours
        WHERE hour >= oldest
            AND NOT EXISTS (SELECT FROM raw_days d WHERE d.dropped_at IS NOT NULL
                AND hour >= d.day AND hour < d.day + INTERVAL '24 hours');
    IF touched IS NOT NULL THEN
        total := 0;
        IF NOT dry_run THEN
            FOREACH bucket_time IN ARRAY touched LOOP
                DELETE FROM device_metrics_1h WHERE bucket = bucket_time;
                INSERT INTO device_metrics_1h
                    SELECT * FROM fleet_rollup_1h(bucket_time, bucket_time + INTERVAL '1 hour');
                GET DIAGNOSTICS written = ROW_COUNT;
                total := total + written;
            END LOOP;
        END IF;
        RETURN NEXT ('refresh', 'device_metrics_1h', touched[1], touched[array_upper(touched, 1)] + INTERVAL '1 hour',
            CASE WHEN NOT dry_run THEN total END, 'REFRESH', array_length(touched, 1) || ' hours')::fleet_step;

        touched := ARRAY(SELECT DISTINCT date_bin(INTERVAL '24 hours', hour, '2000-01-01Z')
            FROM unnest(touched) AS hour ORDER BY 1);
        total := 0;
        IF NOT dry_run THEN
            FOREACH bucket_time IN ARRAY touched LOOP
                DELETE FROM device_metrics_1d WHERE bucket = bucket_time;
                INSERT INTO device_metrics_1d
                    SELECT * FROM fleet_rollup_1d(bucket_time, bucket_time + INTERVAL '24 hours');
                GET DIAGNOSTICS written = ROW_COUNT;
                total := total + written;
            END LOOP;
        END IF;
        RETURN NEXT ('refresh', 'device_metrics_1d', touched[1], touched[array_upper(touched, 1)] + INTERVAL '24 hours',
            CASE WHEN NOT dry_run THEN total END, 'REFRESH', array_length(touched, 1) || ' days')::fleet_step;
    END IF;
    IF NOT dry_run THEN
        INSERT INTO rollup_state AS s (relation, seen_xid, refreshed_at) VALUES ('device_readings', horizon, now())
            ON CONFLICT (relation) DO UPDATE SET seen_xid = excluded.seen_xid, refreshed_at = excluded.refreshed_at;
    END IF;
END
$$;
COMMENT ON FUNCTION fleet_refresh_rollups(boolean) IS
    'Brings device_metrics_1h and device_metrics_1d up to date on plain PostgreSQL: the hours and days written to since it ran last. With true it only says which. Does nothing on TimescaleDB, where policies do it.';

-- The policies refresh what came recently; this is everything else: recorded data, and what came very late.
CREATE FUNCTION fleet_rollup_ranges() RETURNS SETOF fleet_step
    LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF NOT fleet_has_timescaledb() THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT 'refresh', rollup, c.range_start, c.range_end, NULL::bigint, 'REFRESH', 'where rows have changed'
        FROM timescaledb_information.chunks c
        CROSS JOIN unnest(ARRAY['device_metrics_1h', 'device_metrics_1d']) AS rollup
        WHERE c.hypertable_name = 'device_readings' AND c.range_end <= now()
            -- dropping hours invalidates their days, which a refresh would empty
            AND c.range_start >= now() - fleet_setting('rollups.1h.retain')
            AND NOT EXISTS (SELECT FROM raw_days d WHERE d.dropped_at IS NOT NULL
                AND d.day >= c.range_start AND d.day < c.range_end)
        ORDER BY c.range_start, rollup DESC;
END
$$;
COMMENT ON FUNCTION fleet_rollup_ranges() IS
    'Days that have ended and none of whose raw rows were dropped, for refresh_continuous_aggregate before anything is dropped: costs little where nothing changed. Dropping rows invalidates a continuous aggregate, so that a refresh by hand of other days would empty it. Nothing on plain PostgreSQL.';

CREATE FUNCTION fleet_days(relation text, before timestamptz)
    RETURNS TABLE (child text, range_start timestamptz, range_end timestamptz)
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    time_column text;
BEGIN
    IF fleet_has_timescaledb() THEN
        RETURN QUERY
            SELECT format('%I.%I', c.chunk_schema, c.chunk_name), c.range_start, c.range_end
            FROM timescaledb_information.chunks c
            WHERE c.hypertable_name = relation AND c.range_end <= before
            ORDER BY c.range_start;
        RETURN;
    END IF;
    RETURN QUERY
        SELECT p.name, p.day, p.day + INTERVAL '24 hours'
        FROM (SELECT c.relname::text AS name, right(c.relname, 8)::timestamp AT TIME ZONE 'UTC' AS day
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = relation::regclass AND c.relname ~ '_[0-9]{8}$') AS p
        WHERE p.day + INTERVAL '24 hours' <= before
        ORDER BY p.day;
    SELECT a.attname INTO time_column FROM pg_partitioned_table p
        JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
        WHERE p.partrelid = relation::regclass;
    RETURN QUERY EXECUTE format(
        'SELECT %1$L, day, day + INTERVAL ''24 hours'' FROM (SELECT DISTINCT date_bin(INTERVAL ''24 hours'', %2$I, '
            '''2000-01-01Z'') AS day FROM %1$I WHERE %2$I < $1) AS days '
            'WHERE day + INTERVAL ''24 hours'' <= $1 ORDER BY day',
        relation || '_default', time_column) USING before;
END
$$;
COMMENT ON FUNCTION fleet_days(text, timestamptz) IS
    'The days of device_readings or window_aggregates that ended by that time: chunks of TimescaleDB, partitions of plain PostgreSQL, and days in its default partition.';

-- One day of one table, whichever way it is cut.
CREATE FUNCTION fleet_drop_day(relation text, child text, range_start timestamptz, range_end timestamptz)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM drop_chunks(relation::regclass, older_than => range_end, newer_than => range_start);
    ELSIF child = relation || '_default' THEN
        EXECUTE format('DELETE FROM %I WHERE %I >= $1 AND %2$I < $2', child,
            CASE relation WHEN 'device_readings' THEN 'time' ELSE 'window_start' END)
            USING range_start, range_end;
    ELSE
        EXECUTE format('DROP TABLE %I', child);
    END IF;
END
$$;
COMMENT ON FUNCTION fleet_drop_day(text, text, timestamptz, timestamptz) IS
    'Drops one of fleet_days, without asking.';

-- Counts hour by hour and organisation by organisation: a surplus in one hour must not hide a loss in another.
CREATE FUNCTION fleet_unarchived(
        from_time timestamptz, to_time timestamptz, OUT rows bigint, OUT missing bigint, OUT reason text)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH stored AS (
        SELECT r.org, date_bin(INTERVAL '1 hour', r.time, '2000-01-01Z') AS hour, count(*) AS n
        FROM device_readings r
        WHERE r.time >= from_time AND r.time < to_time
        GROUP BY 1, 2
    ), archived AS (
        -- rows whose file has expired have no copy any more; rows that were dropped had theirs
        SELECT a.org, a.hour, sum(a.rows) FILTER (WHERE a.expired_at IS NULL) AS n, sum(a.rows) AS ever
        FROM archived_files a
        WHERE a.dataset = 'readings' AND a.hour >= from_time AND a.hour < to_time
        GROUP BY 1, 2
    ), compared AS (
        SELECT s.org, s.hour, s.n, greatest(s.n - coalesce(a.n, 0), 0)::bigint AS missing
        FROM stored s LEFT JOIN archived a USING (org, hour)
    ), total AS (
        SELECT coalesce(sum(c.n), 0)::bigint AS n, coalesce(sum(c.missing), 0)::bigint AS missing,
            -- rows dropped earlier are not in the table, but in the files
            coalesce(sum(c.n), 0)::bigint
                + (SELECT coalesce(sum(d.dropped_rows), 0) FROM raw_days d WHERE d.day >= from_time AND d.day < to_time)
                - (SELECT coalesce(sum(a.ever), 0) FROM archived a) AS short
        FROM compared c
    )
    SELECT
        t.n,
        greatest(t.missing, least(t.n, t.short))::bigint,
        coalesce((SELECT format('not archived: %s rows of %s in %s hours, first %s', sum(w.missing), w.org, count(*),
                to_char(min(w.hour) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'))
            FROM compared w WHERE w.missing > 0
            GROUP BY w.org ORDER BY sum(w.missing) DESC LIMIT 1),
            CASE WHEN t.short > 0 AND t.n > 0 THEN 'not archived: rows that came after the day was dropped' END)
    FROM total t;
END;
COMMENT ON FUNCTION fleet_unarchived(timestamptz, timestamptz) IS
    'Rows of device_readings in a time range, how many of them no archived file accounts for, and where most of these are. Files that have expired account only for rows that were dropped before.';

-- Locks last and for a short while: first everything is counted, then the days that may go are closed to
-- writers and counted again, since a row may just have come, and then all of them go.
CREATE FUNCTION fleet_drop_raw(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    no_matter constant timestamptz := now() - fleet_setting('raw.retain-unarchived');
    waiting   constant text := current_setting('lock_timeout');
    day_of    record;
    recounted record;
    days      raw_days[] := '{}';
    children  text[] := '{}';
    ends      timestamptz[] := '{}';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleet_drop_raw'));
    FOR day_of IN
        SELECT d.child, d.range_start, d.range_end, u.rows, u.missing, u.reason
        FROM fleet_days('device_readings', now() - fleet_setting('raw.retain')) d
        CROSS JOIN LATERAL fleet_unarchived(d.range_start, d.range_end) u
    LOOP
        children := children || day_of.child;
        ends := ends || day_of.range_end;
        days := days || ROW(day_of.range_start, day_of.rows, day_of.missing,
            CASE WHEN day_of.missing = 0 OR day_of.range_end <= no_matter THEN 'DROPPED' ELSE 'HELD' END,
            day_of.reason, now(), NULL, 0)::raw_days;
    END LOOP;

    IF NOT dry_run AND EXISTS (SELECT FROM unnest(days) d WHERE d.state = 'DROPPED') THEN
        IF to_regprocedure('fleet_refresh_latest(boolean, bigint)') IS NOT NULL THEN
            -- what a later migration keeps of devices that have fallen silent
            EXECUTE 'SELECT fleet_refresh_latest(true, 0)';
        END IF;
        BEGIN
            PERFORM set_config('lock_timeout', '10s', true);
            FOR i IN 1 .. cardinality(days) LOOP
                IF days[i].state = 'DROPPED' THEN
                    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', children[i]);
                END IF;
            END LOOP;
            FOR i IN 1 .. cardinality(days) LOOP
                IF days[i].state = 'DROPPED' THEN
                    SELECT * INTO recounted FROM fleet_unarchived(days[i].day, ends[i]);
                    days[i].rows := recounted.rows;
                    days[i].missing := recounted.missing;
                    days[i].reason := recounted.reason;
                    IF recounted.missing > 0 AND ends[i] > no_matter THEN
                        days[i].state := 'HELD';
                    END IF;
                END IF;
            END LOOP;
            FOR i IN 1 .. cardinality(days) LOOP
                IF days[i].state = 'DROPPED' THEN
                    PERFORM fleet_drop_day('device_readings', children[i], days[i].day, ends[i]);
                    days[i].dropped_at := now();
                    days[i].dropped_rows := days[i].rows;
                END IF;
            END LOOP;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            FOR i IN 1 .. cardinality(days) LOOP
                IF days[i].state = 'DROPPED' THEN
                    days[i] := ROW(days[i].day, days[i].rows, days[i].missing, 'HELD', 'busy: ' || sqlerrm,
                        now(), NULL, 0)::raw_days;
                END IF;
            END LOOP;
        END;
        PERFORM set_config('lock_timeout', waiting, true);
    END IF;

    IF NOT dry_run THEN
        INSERT INTO raw_days AS known SELECT * FROM unnest(days)
            ON CONFLICT (day) DO UPDATE SET
                rows = excluded.rows, missing = excluded.missing, state = excluded.state,
                reason = excluded.reason, checked_at = excluded.checked_at,
                dropped_at = coalesce(excluded.dropped_at, known.dropped_at),
                dropped_rows = known.dropped_rows + excluded.dropped_rows;
    END IF;
    RETURN QUERY
        SELECT 'retention', 'device_readings', days[i].day, ends[i], days[i].rows,
            CASE days[i].state WHEN 'HELD' THEN 'HOLD' ELSE 'DROP' END, days[i].reason
        FROM generate_series(1, cardinality(days)) AS i;
END
$$;
COMMENT ON FUNCTION fleet_drop_raw(boolean) IS
    'Drops the days of device_readings that are older than raw.retain and whose rows are all archived, writes all days past that age to raw_days, and returns them. With true it only says which. The roll-ups of the days must have been refreshed before.';

CREATE FUNCTION fleet_drop_windows(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    kind    record;
    day_of  record;
    cutoff  timestamptz;
    n       bigint;
    everything boolean;
    waiting constant text := current_setting('lock_timeout');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleet_drop_windows'));
    FOR kind IN
        SELECT substring(key from '^windows\.(.+)\.retain$') AS name, value FROM fleet_settings
        WHERE key ~ '^windows\..+\.retain$' AND key <> 'windows.other.retain' ORDER BY key
    LOOP
        cutoff := now() - kind.value;
        n := 0;
        IF dry_run THEN
            SELECT count(*) INTO n FROM window_aggregates WHERE window_name = kind.name AND window_start < cutoff;
        ELSE
            -- a constant name and time let TimescaleDB delete whole compressed batches, and skip days
            EXECUTE format('DELETE FROM window_aggregates WHERE window_name = %L AND window_start < %L', kind.name, cutoff);
            GET DIAGNOSTICS n = ROW_COUNT;
        END IF;
        IF n > 0 THEN
            RETURN NEXT ('retention', 'window_aggregates', NULL, cutoff, n, 'DELETE', 'windows ' || kind.name)::fleet_step;
        END IF;
    END LOOP;
    FOR day_of IN
        SELECT * FROM fleet_days('window_aggregates',
            -- younger ones are made ahead again
            now() - greatest(INTERVAL '8 days',
                (SELECT min(value) FROM fleet_settings WHERE key ~ '^windows\..+\.retain$')))
    LOOP
        -- days that have become empty go as well as those past every age
        everything := day_of.range_end <= now() - fleet_setting('windows.other.retain');
        CONTINUE WHEN NOT everything AND EXISTS (SELECT FROM window_aggregates
            WHERE window_start >= day_of.range_start AND window_start < day_of.range_end);
        BEGIN
            IF NOT dry_run THEN
                PERFORM set_config('lock_timeout', '10s', true);
                EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', day_of.child);
            END IF;
            SELECT count(*) INTO n FROM window_aggregates
                WHERE window_start >= day_of.range_start AND window_start < day_of.range_end;
            CONTINUE WHEN n > 0 AND NOT everything;
            IF NOT dry_run THEN
                PERFORM fleet_drop_day('window_aggregates', day_of.child, day_of.range_start, day_of.range_end);
            END IF;
            RETURN NEXT ('retention', 'window_aggregates', day_of.range_start, day_of.range_end, n, 'DROP',
                CASE WHEN n = 0 THEN 'empty' END)::fleet_step;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            RETURN NEXT ('retention', 'window_aggregates', day_of.range_start, day_of.range_end, NULL, 'HOLD',
                'busy: ' || sqlerrm)::fleet_step;
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', waiting, true);
END
$$;
COMMENT ON FUNCTION fleet_drop_windows(boolean) IS
    'Deletes the windows that are older than the retention of their kind, drops days without rows, and returns what went. With true it only says what would.';

CREATE FUNCTION fleet_drop_others(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    source record;
    cutoff timestamptz;
    n      bigint;
BEGIN
    FOR source IN
        SELECT column1 AS relation, column2 AS time_column, column3 AS setting
        FROM (VALUES
            ('late_readings', 'received_at', 'late.retain'),
            ('device_metrics_1h', 'bucket', 'rollups.1h.retain'),
            ('device_metrics_1d', 'bucket', 'rollups.1d.retain')) AS sources
        -- on TimescaleDB the roll-ups have policies of their own
        WHERE column1 = 'late_readings' OR NOT fleet_has_timescaledb()
    LOOP
        cutoff := now() - fleet_setting(source.setting);
        IF dry_run THEN
            EXECUTE format('SELECT count(*) FROM %I WHERE %I < $1', source.relation, source.time_column)
                INTO n USING cutoff;
        ELSE
            EXECUTE format('DELETE FROM %I WHERE %I < $1', source.relation, source.time_column) USING cutoff;
            GET DIAGNOSTICS n = ROW_COUNT;
        END IF;
        IF n > 0 THEN
            RETURN NEXT ('retention', source.relation, NULL, cutoff, n, 'DELETE', source.setting)::fleet_step;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_drop_others(boolean) IS
    'Deletes old rows of late_readings and, on plain PostgreSQL, of the roll-ups, and returns how many. With true it only counts.';
