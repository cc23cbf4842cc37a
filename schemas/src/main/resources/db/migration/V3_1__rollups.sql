-- Roll-ups of the raw rows by hour and by day. On TimescaleDB they are continuous aggregates; on plain
-- PostgreSQL tables of the same name and columns, which fleet_refresh_rollups brings up to date.

-- Mean and spread of groups, merged as Chan, Golub and LeVeque do: sums of squares would lose the spread of
-- values that are large beside it. State: weight, mean, sum of squared differences from the mean.
CREATE FUNCTION fleet_moments_add(state double precision[], n bigint, mean double precision, sd double precision)
    RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    total double precision;
    delta double precision;
BEGIN
    IF mean IS NULL OR n IS NULL OR n < 1 THEN
        RETURN state;
    END IF;
    total := state[1] + n;
    -- what is smaller than that has no square, and PostgreSQL refuses to round it to 0
    delta := CASE WHEN abs(mean - state[2]) < 1e-140 THEN 0 ELSE mean - state[2] END;
    RETURN ARRAY[
        total,
        CASE WHEN state[1] = 0 THEN mean ELSE state[2] + delta * (n / total) END,
        state[3] + CASE WHEN sd BETWEEN 1e-140 AND 1e140 THEN sd * sd * (n - 1) ELSE 0 END
            + CASE WHEN state[1] = 0 THEN 0 ELSE delta * delta * (state[1] / total * n) END];
END
$$;
COMMENT ON FUNCTION fleet_moments_add(double precision[], bigint, double precision, double precision) IS
    'Adds a group of n values with that mean and sample standard deviation (null or 0 for one value) to a state of weight, mean and sum of squared differences.';

CREATE AGGREGATE fleet_moments(n bigint, mean double precision, sd double precision) (
    SFUNC = fleet_moments_add, STYPE = double precision[], INITCOND = '{0,0,0}', PARALLEL = SAFE);
COMMENT ON AGGREGATE fleet_moments(bigint, double precision, double precision) IS
    'Merges groups of n values with that mean and sample standard deviation into weight, mean and sum of squared differences from the mean.';

CREATE FUNCTION fleet_moments_sd(state double precision[]) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN state[1] > 1 THEN sqrt(state[3] / (state[1] - 1)) END;
COMMENT ON FUNCTION fleet_moments_sd(double precision[]) IS
    'Sample standard deviation (n - 1) of what fleet_moments has merged; null for fewer than two values.';

-- One definition of the roll-ups, as TimescaleDB says it; plain PostgreSQL gets it translated. Values beyond
-- 1e140 count as BAD: their squares are no numbers, and one of them would stop the roll-up of all devices.
-- device_id and metric alone make the key: a device that moves has one row an hour, as in window_aggregates.
DO $$
DECLARE
    counted constant text := 'quality <> ''BAD'' AND abs(value) <= ''1e140''::double precision';
    plain   constant text := counted || ' AND coalesce(sample_count, 1) <= 1';
    hours   text := $query$
        SELECT
            time_bucket(INTERVAL '1 hour', time) AS bucket,
            device_id,
            metric,
            last(unit, time) AS unit,
            last(org, time) AS org,
            last(site, time) AS site,
            last(device_type, time) AS device_type,
            last(model, time) AS model,
            count(*) FILTER (WHERE {counted}) AS count,
            coalesce(sum(greatest(sample_count, 1)) FILTER (WHERE {counted}), 0)::bigint AS samples,
            sum(value * greatest(sample_count, 1)) FILTER (WHERE {counted}) AS sum,
            sum(value * greatest(sample_count, 1)) FILTER (WHERE {counted})
                / sum(greatest(sample_count, 1)) FILTER (WHERE {counted})::double precision AS mean,
            min(coalesce(sample_min, value)) FILTER (WHERE {counted}) AS min,
            max(coalesce(sample_max, value)) FILTER (WHERE {counted}) AS max,
            fleet_moments_sd(fleet_moments_add(
                fleet_moments(sample_count, value, sample_std) FILTER (WHERE {counted} AND sample_count > 1),
                count(*) FILTER (WHERE {plain}),
                avg(value) FILTER (WHERE {plain}),
                stddev_samp(value) FILTER (WHERE {plain}))) AS sd,
            first(value, time) FILTER (WHERE {counted}) AS first,
            last(value, time) FILTER (WHERE {counted}) AS last,
            count(*) - count(*) FILTER (WHERE {counted}) AS bad
        FROM device_readings
    $query$;
    days    text := $query$
        SELECT
            time_bucket(INTERVAL '1 day', bucket) AS bucket,
            device_id,
            metric,
            last(unit, bucket) AS unit,
            last(org, bucket) AS org,
            last(site, bucket) AS site,
            last(device_type, bucket) AS device_type,
            last(model, bucket) AS model,
            sum(count)::bigint AS count,
            sum(samples)::bigint AS samples,
            sum(sum) AS sum,
            sum(sum) / nullif(sum(samples), 0)::double precision AS mean,
            min(min) AS min,
            max(max) AS max,
            fleet_moments_sd(fleet_moments(samples, mean, sd)) AS sd,
            first(first, bucket) FILTER (WHERE count > 0) AS first,
            last(last, bucket) FILTER (WHERE count > 0) AS last,
            sum(bad)::bigint AS bad
        FROM device_metrics_1h
    $query$;
    grouped constant text := ' GROUP BY 1, device_id, metric';
    translations text[];
BEGIN
    IF fleet_has_timescaledb() THEN
        hours := replace(replace(hours, '{counted}', counted), '{plain}', plain);
        EXECUTE 'CREATE MATERIALIZED VIEW device_metrics_1h WITH (timescaledb.continuous, '
            || 'timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS '
            || hours || grouped || ' WITH NO DATA';
        EXECUTE 'CREATE MATERIALIZED VIEW device_metrics_1d WITH (timescaledb.continuous, '
            || 'timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS '
            || days || grouped || ' WITH NO DATA';
        EXECUTE 'CREATE INDEX device_metrics_1h_device ON device_metrics_1h (device_id, metric, bucket)';
        EXECUTE 'CREATE INDEX device_metrics_1d_device ON device_metrics_1d (device_id, metric, bucket)';
        RETURN;
    END IF;

    SELECT array_agg(translated ORDER BY position) INTO translations
        FROM unnest(ARRAY[hours, days]) WITH ORDINALITY AS original (text, position)
        CROSS JOIN LATERAL (SELECT replace(replace(
            regexp_replace(
                regexp_replace(text, 'time_bucket\((INTERVAL ''[^'']*''), (\w+)\)',
                    'date_bin(\1, \2, ''2000-01-01Z'')'),
                '\m(first|last)\((\w+), (\w+)\)( FILTER \(WHERE {counted}\)| FILTER \(WHERE count > 0\))?',
                '(array_agg(\2 ORDER BY \3 {\1})\4)[1]', 'g'),
            ' {first}', ''), '{last}', 'DESC') AS translated) AS translation;
    hours := replace(replace(translations[1], '{counted}', counted), '{plain}', plain);
    days := translations[2];
    -- no column is declared not null, because a view's is not: one data dictionary for both databases
    EXECUTE 'CREATE TABLE device_metrics_1h AS ' || hours || grouped || ' WITH NO DATA';
    EXECUTE 'CREATE TABLE device_metrics_1d AS ' || days || grouped || ' WITH NO DATA';
    EXECUTE 'CREATE UNIQUE INDEX device_metrics_1h_key ON device_metrics_1h (bucket, device_id, metric)';
    EXECUTE 'CREATE UNIQUE INDEX device_metrics_1d_key ON device_metrics_1d (bucket, device_id, metric)';
    EXECUTE 'CREATE INDEX device_metrics_1h_device ON device_metrics_1h (device_id, metric, bucket)';
    EXECUTE 'CREATE INDEX device_metrics_1d_device ON device_metrics_1d (device_id, metric, bucket)';
    EXECUTE 'CREATE FUNCTION fleet_rollup_1h(from_time timestamptz, to_time timestamptz) '
        || 'RETURNS SETOF device_metrics_1h LANGUAGE sql STABLE BEGIN ATOMIC '
        || hours || ' WHERE time >= from_time AND time < to_time' || grouped || '; END';
    EXECUTE 'CREATE FUNCTION fleet_rollup_1d(from_time timestamptz, to_time timestamptz) '
        || 'RETURNS SETOF device_metrics_1d LANGUAGE sql STABLE BEGIN ATOMIC '
        || days || ' WHERE bucket >= from_time AND bucket < to_time' || grouped || '; END';
    COMMENT ON FUNCTION fleet_rollup_1h(timestamptz, timestamptz) IS
        'What device_metrics_1h is to hold of device_readings from the first time, inclusive, to the second.';
    COMMENT ON FUNCTION fleet_rollup_1d(timestamptz, timestamptz) IS
        'What device_metrics_1d is to hold of device_metrics_1h from the first time, inclusive, to the second.';
END
$$;

DO $$
DECLARE
    view   record;
    column_of record;
    kind   text;
BEGIN
    FOR view IN VALUES
        ('device_metrics_1h', 'an hour',
            'Computed from device_readings: by a continuous aggregate on TimescaleDB, which adds the hours it has not stored yet as it is read; by fleet db maintain on plain PostgreSQL.'),
        ('device_metrics_1d', 'a UTC day',
            'Computed from device_metrics_1h, in the same way.')
    LOOP
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END INTO kind
            FROM pg_class WHERE oid = view.column1::regclass;
        EXECUTE format('COMMENT ON %s %I IS %L', kind, view.column1, format(
            'Statistics of one metric of one device over %s of event time, kept when the raw rows are gone. Key: bucket, device_id, metric. Values of quality BAD do not count, nor do those beyond 1e140, whose squares are no numbers. A value that a device or its gateway has aggregated enters with the weight of its samples. %s',
            view.column2, view.column3));
        FOR column_of IN VALUES
            ('bucket', format('Beginning of %s (UTC).', replace(view.column2, 'an hour', 'the hour'))),
            ('device_id', 'Device, unique in a deployment.'),
            ('metric', 'Name of the measured quantity, as in the payload.'),
            ('unit', 'Unit of the statistics as a UCUM code, that of the value measured last; null if unknown.'),
            ('org', 'Organisation, that of the value measured last.'),
            ('site', 'Site, that of the value measured last.'),
            ('device_type', 'Device type, that of the value measured last.'),
            ('model', 'Device model, that of the value measured last; null for a device the registry does not know.'),
            ('count', 'Values the statistics are made of.'),
            ('samples', 'Measurements beneath them: as count, but a value that a device or its gateway has aggregated counts as many as it summarises.'),
            ('sum', 'Sum over the samples, in unit; null if count is 0, as are all statistics.'),
            ('mean', 'Mean over the samples, in unit.'),
            ('min', 'Least value, in unit.'),
            ('max', 'Greatest value, in unit.'),
            ('sd', 'Sample standard deviation (n - 1) over the samples, in unit; null for fewer than two.'),
            ('first', 'Value measured first, in unit.'),
            ('last', 'Value measured last, in unit.'),
            ('bad', 'Values that do not count.')
        LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', view.column1, column_of.column1, column_of.column2);
        END LOOP;
    END LOOP;
END
$$;
