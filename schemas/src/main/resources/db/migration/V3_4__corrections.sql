-- Windows of readings that came when their windows were closed for good, from the stored rows: what the job
-- aggregate would have said had they come in time.

CREATE FUNCTION fleet_window_length(window_name text) RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN window_name ~ '^[0-9]{1,6}[smhd]$' THEN window_name::interval END;
COMMENT ON FUNCTION fleet_window_length(text) IS
    'Length of a tumbling window by its name (30s, 1m, 1h, 1d); null for windows that slide or are sessions.';

CREATE FUNCTION fleet_differ(a double precision, b double precision, scale double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN a IS NULL OR b IS NULL THEN a IS DISTINCT FROM b
        ELSE abs(a - b) > greatest(scale, 1e-140) * 1e-9 END;
COMMENT ON FUNCTION fleet_differ(double precision, double precision, double precision) IS
    'Whether two results differ by more than rounding among values of that greatest size; of nulls, whether only one is.';

-- One kind of window in one hour. Only windows of metrics that have a late row are written, and only those.
CREATE FUNCTION fleet_correct_windows(kind text, from_time timestamptz, to_time timestamptz, before timestamptz)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    length  constant interval := fleet_window_length(kind);
    written bigint;
BEGIN
    WITH late AS (
        SELECT DISTINCT l.device_id, l.event_time
        FROM late_readings l
        WHERE l.corrected_at IS NULL AND l.received_at <= before
            AND l.event_time >= from_time AND l.event_time < to_time
    ), touched AS (
        SELECT r.device_id, r.metric, date_bin(length, r.time, '1970-01-01Z') AS start, count(*) AS late
        FROM device_readings r JOIN late l ON l.device_id = r.device_id AND l.event_time = r.time
        WHERE r.time >= from_time AND r.time < to_time
        GROUP BY 1, 2, 3
    ), source AS (
        SELECT t.start, t.late, r.device_id, r.metric, r.time, r.unit, r.quality, r.received_at,
            r.sample_count, r.sample_min, r.sample_max, r.sample_std,
            -- PostgreSQL refuses to round a product to 0
            CASE WHEN abs(r.value) < 1e-140 THEN 0 ELSE r.value END AS value,
            least(greatest(r.sample_count, 1), 1000000000) AS samples,
            r.quality <> 'BAD' AND abs(r.value) <= 1e140 AS counted
        FROM device_readings r
        JOIN touched t ON t.device_id = r.device_id AND t.metric = r.metric
            AND r.time >= t.start AND r.time < t.start + length
        WHERE r.time >= date_bin(length, from_time, '1970-01-01Z')
            AND r.time < date_bin(length, to_time - INTERVAL '1 us', '1970-01-01Z') + length
    ), numbered AS (
        SELECT s.*,
            sum(samples) OVER (ranked ROWS UNBOUNDED PRECEDING) AS rank,
            sum(samples) OVER (PARTITION BY device_id, metric, start, counted) AS total,
            extract(epoch FROM coalesce(lead(time) OVER (timed), start + length) - time)::double precision AS stood
        FROM source s
        WINDOW ranked AS (PARTITION BY device_id, metric, start, counted ORDER BY value, time),
            timed AS (PARTITION BY device_id, metric, start, counted ORDER BY time)
    ), computed AS (
        SELECT
            start, device_id, metric, min(late) AS late,
            (array_agg(unit ORDER BY time DESC))[1] AS unit,
            count(*) FILTER (WHERE counted) AS count,
            coalesce(sum(samples) FILTER (WHERE counted), 0)::bigint AS samples,
            sum(value * samples) FILTER (WHERE counted) AS sum,
            min(coalesce(sample_min, value)) FILTER (WHERE counted) AS min,
            max(coalesce(sample_max, value)) FILTER (WHERE counted) AS max,
            fleet_moments_sd(fleet_moments_add(
                fleet_moments(sample_count, value, sample_std) FILTER (WHERE counted AND sample_count > 1),
                count(*) FILTER (WHERE counted AND samples = 1),
                avg(value) FILTER (WHERE counted AND samples = 1),
                stddev_samp(value) FILTER (WHERE counted AND samples = 1))) AS sd,
            (array_agg(value ORDER BY time) FILTER (WHERE counted))[1] AS first,
            min(time) FILTER (WHERE counted) AS first_time,
            (array_agg(value ORDER BY time DESC) FILTER (WHERE counted))[1] AS last,
            max(time) FILTER (WHERE counted) AS last_time,
            -- the value of rank floor(q * (n - 1)), from 0
            min(value) FILTER (WHERE counted AND rank > floor(0.50 * (total - 1))) AS p50,
            min(value) FILTER (WHERE counted AND rank > floor(0.95 * (total - 1))) AS p95,
            min(value) FILTER (WHERE counted AND rank > floor(0.99 * (total - 1))) AS p99,
            sum(value * stood) FILTER (WHERE counted) / sum(stood) FILTER (WHERE counted) AS time_weighted_mean,
            count(*) FILTER (WHERE quality = 'GOOD' AND counted) AS good,
            count(*) FILTER (WHERE quality = 'UNCERTAIN' AND counted) AS uncertain,
            count(*) FILTER (WHERE NOT counted) AS bad,
            max(received_at) AS received_at
        FROM numbered
        GROUP BY start, device_id, metric
    )
    INSERT INTO window_aggregates AS w (window_start, window_end, window_name, scope, subject, metric, unit,
            device_id, org, site, device_type, model, revision, early, count, samples, sum, mean, min, max, sd,
            first, first_time, last, last_time, p50, p95, p99, sketch, time_weighted_mean, good, uncertain, bad,
            devices, late, received_at)
        SELECT c.start, c.start + length, kind, 'DEVICE', c.device_id, c.metric, c.unit,
            c.device_id, place.org, place.site, place.device_type, place.model, 0, false, c.count, c.samples,
            c.sum, c.sum / nullif(c.samples, 0), c.min, c.max, c.sd, c.first, c.first_time, c.last, c.last_time,
            c.p50, c.p95, c.p99, NULL, c.time_weighted_mean, c.good, c.uncertain, c.bad, 1, c.late, c.received_at
        FROM computed c
        CROSS JOIN LATERAL (
            -- that of the last reading of the device in the window, whichever metric it had
            SELECT r.org, r.site, r.device_type, r.model FROM device_readings r
            WHERE r.device_id = c.device_id AND r.time >= c.start AND r.time < c.start + length
            ORDER BY r.time DESC LIMIT 1) AS place
        ORDER BY c.start, c.device_id, c.metric
        ON CONFLICT (window_start, window_name, scope, subject, metric) DO UPDATE SET
            revision = w.revision + 1, late = w.late + excluded.late, early = false,
            unit = excluded.unit, org = excluded.org, site = excluded.site,
            device_type = excluded.device_type, model = excluded.model,
            count = excluded.count, samples = excluded.samples, sum = excluded.sum, mean = excluded.mean,
            min = excluded.min, max = excluded.max, sd = excluded.sd,
            first = excluded.first, first_time = excluded.first_time,
            last = excluded.last, last_time = excluded.last_time,
            p50 = excluded.p50, p95 = excluded.p95, p99 = excluded.p99, sketch = excluded.sketch,
            time_weighted_mean = excluded.time_weighted_mean, good = excluded.good,
            uncertain = excluded.uncertain, bad = excluded.bad, received_at = excluded.received_at
        -- A reading that is only told again changes nothing, and its window keeps its sketch. Sums differ in
        -- their last digits by the order of their summands.
        WHERE w.early
            OR (w.count, w.samples, w.good, w.uncertain, w.bad, w.min, w.max, w.first, w.first_time, w.last, w.last_time,
                    w.unit, w.site)
                IS DISTINCT FROM (excluded.count, excluded.samples, excluded.good, excluded.uncertain, excluded.bad,
                    excluded.min, excluded.max, excluded.first, excluded.first_time, excluded.last, excluded.last_time,
                    excluded.unit, excluded.site)
            OR fleet_differ(w.mean, excluded.mean, greatest(abs(w.min), abs(w.max)))
            OR fleet_differ(w.sd, excluded.sd, greatest(abs(w.min), abs(w.max)))
            OR fleet_differ(w.time_weighted_mean, excluded.time_weighted_mean, greatest(abs(w.min), abs(w.max)));
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
COMMENT ON FUNCTION fleet_correct_windows(text, timestamptz, timestamptz, timestamptz) IS
    'Computes the windows of one kind again that hold late readings of that time range which arrived by the last time, and returns how many rows it wrote: not those that say the same already. Quantiles are exact, the sketch is null; the revision grows by one.';

CREATE FUNCTION fleet_correct_late(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    before constant timestamptz := now() - fleet_setting('late.correct-after');
    of_hour record;
    kind    text;
    written bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleet_correct_late'));
    FOR of_hour IN
        SELECT date_bin(INTERVAL '1 hour', l.event_time, '1970-01-01Z') AS start,
            count(*) AS readings, count(DISTINCT l.device_id) AS devices,
            bool_or(d.dropped_at IS NOT NULL) AS dropped,
            -- the rows come by another topic, and may not be there yet
            count(*) FILTER (WHERE NOT EXISTS (SELECT FROM device_readings r
                WHERE r.time = l.event_time AND r.device_id = l.device_id)) AS absent
        FROM late_readings l
        LEFT JOIN raw_days d ON d.day = date_bin(INTERVAL '24 hours', l.event_time, '1970-01-01Z')
        WHERE l.corrected_at IS NULL AND l.received_at <= before
        GROUP BY 1
        ORDER BY 1
    LOOP
        IF of_hour.dropped OR of_hour.absent > 0 THEN
            RETURN NEXT ('correct', 'window_aggregates', of_hour.start, of_hour.start + INTERVAL '1 hour', 0, 'HOLD',
                CASE WHEN of_hour.dropped THEN 'its raw rows were dropped'
                    ELSE format('%s of %s late readings are not in device_readings yet',
                        of_hour.absent, of_hour.readings) END)::fleet_step;
            CONTINUE WHEN of_hour.dropped OR of_hour.absent = of_hour.readings;
        END IF;
        written := 0;
        IF NOT dry_run THEN
            FOR kind IN
                -- kinds of windows the hour has; those that the settings name, if it has none yet
                WITH RECURSIVE present AS (
                    -- from one start and kind to the next by the index: the hour has millions of rows
                    (SELECT w.window_start AS start, w.window_name AS name FROM window_aggregates w
                        WHERE w.window_start >= of_hour.start AND w.window_start < of_hour.start + INTERVAL '1 hour'
                        ORDER BY w.window_start, w.window_name LIMIT 1)
                    UNION ALL
                    SELECT next.* FROM present p CROSS JOIN LATERAL (
                        SELECT w.window_start, w.window_name FROM window_aggregates w
                        WHERE (w.window_start, w.window_name) > (p.start, p.name)
                            AND w.window_start >= of_hour.start AND w.window_start < of_hour.start + INTERVAL '1 hour'
                        ORDER BY w.window_start, w.window_name LIMIT 1) AS next)
                SELECT name FROM present WHERE fleet_window_length(name) <= INTERVAL '1 hour'
                UNION
                SELECT named.name FROM (
                    SELECT substring(key FROM '^windows\.(.+)\.retain$') AS name FROM fleet_settings) AS named
                WHERE fleet_window_length(named.name) <= INTERVAL '1 hour' AND NOT EXISTS (SELECT FROM present)
                ORDER BY name
            LOOP
                written := written + fleet_correct_windows(kind, of_hour.start, of_hour.start + INTERVAL '1 hour', before);
            END LOOP;
            UPDATE late_readings l SET corrected_at = now()
                WHERE l.corrected_at IS NULL AND l.received_at <= before
                    AND l.event_time >= of_hour.start AND l.event_time < of_hour.start + INTERVAL '1 hour'
                    AND EXISTS (SELECT FROM device_readings r
                        WHERE r.time = l.event_time AND r.device_id = l.device_id);
        END IF;
        RETURN NEXT ('correct', 'window_aggregates', of_hour.start, of_hour.start + INTERVAL '1 hour',
            CASE WHEN NOT dry_run THEN written END, 'CORRECT',
            format('%s late readings of %s devices', of_hour.readings - of_hour.absent, of_hour.devices))::fleet_step;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_correct_late(boolean) IS
    'Corrects the windows (DEVICE, up to an hour) of late readings that arrived late.correct-after ago, notes it in corrected_at, and returns the hours. With true it only says which. Readings that are not in device_readings are held back.';

-- What TimescaleDB runs by itself. A transaction for each step: what fails stops no other, except that no raw
-- row goes before windows are corrected and rolled up from it. A refresh cannot be caught, so it comes late.
CREATE PROCEDURE fleet_maintenance_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
DECLARE
    step   record;
    task   text;
    failed text[] := '{}';
BEGIN
    -- day by day the refresh may look further back after raw.retain was made longer
    FOREACH task IN ARRAY ARRAY['fleet_apply_policies()', 'fleet_drop_windows()', 'fleet_drop_others()',
            'fleet_correct_late()'] LOOP
        BEGIN
            FOR step IN EXECUTE format('SELECT * FROM %s WHERE action = ''HOLD''', task) LOOP
                RAISE WARNING 'held back: % from %: %', step.subject, step.range_start, step.detail;
            END LOOP;
        EXCEPTION WHEN OTHERS THEN
            failed := failed || format('%s: %s', task, sqlerrm);
        END;
        COMMIT;
    END LOOP;
    FOR step IN SELECT * FROM fleet_rollup_ranges() LOOP
        CALL refresh_continuous_aggregate(step.subject::regclass, step.range_start, step.range_end);
        COMMIT;
    END LOOP;
    IF NOT EXISTS (SELECT FROM unnest(failed) AS f WHERE f LIKE 'fleet_correct_late%') THEN
        FOR step IN SELECT * FROM fleet_drop_raw() WHERE action = 'HOLD' LOOP
            RAISE WARNING 'held back: % from %: %', step.subject, step.range_start, step.detail;
        END LOOP;
        COMMIT;
    END IF;
    IF failed <> '{}' THEN
        RAISE EXCEPTION '%', array_to_string(failed, '; ');
    END IF;
END
$$;
COMMENT ON PROCEDURE fleet_maintenance_job(integer, jsonb) IS
    'Everything fleet db maintain does, for the scheduler of TimescaleDB; days held back are logged as warnings and stand in raw_days.';
