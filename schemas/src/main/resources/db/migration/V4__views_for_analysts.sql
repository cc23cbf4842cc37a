-- Views for analysts, and what makes the last value of every device quick to find. Runs on TimescaleDB 2.28 and
-- on plain PostgreSQL 15 to 17.

-- Raw rows have one index, by time, and a second one by device would cost the writer as much again. So the last
-- values are kept aside by fleet_refresh_latest, and the view adds what has been measured since.
CREATE TABLE device_latest (
    device_id   text             NOT NULL,
    metric      text             NOT NULL,
    time        timestamptz      NOT NULL,
    value       double precision NOT NULL,
    unit        text,
    quality     text             NOT NULL,
    org         text             NOT NULL,
    site        text             NOT NULL,
    device_type text             NOT NULL,
    model       text,
    firmware    text,
    received_at timestamptz      NOT NULL,
    PRIMARY KEY (device_id, metric)
) WITH (fillfactor = 70);

COMMENT ON TABLE device_latest IS
    'What the view v_device_latest need not look up in raw rows: the value measured last of each device and metric, as of the last fleet_refresh_latest; values stay when their raw day is dropped. Ask the view, not this table. Key: device_id, metric.';

CREATE TABLE device_latest_state (
    only_row      boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    settled_until timestamptz NOT NULL
);
INSERT INTO device_latest_state (settled_until) VALUES ('-infinity');

COMMENT ON TABLE device_latest_state IS 'How far device_latest has got; one row. Written by fleet_refresh_latest.';
COMMENT ON COLUMN device_latest_state.only_row IS 'Always true: there is one row.';
COMMENT ON COLUMN device_latest_state.settled_until IS
    'Raw rows measured before this time (UTC) are in device_latest, as far as they had arrived; -infinity until a first refresh found enough rows to be worth while.';

CREATE TABLE device_latest_parts (
    part    text   PRIMARY KEY,
    changes bigint NOT NULL
);

COMMENT ON TABLE device_latest_parts IS
    'Which chunks or partitions of device_readings the last thorough fleet_refresh_latest had read, and in which state. Key: part.';
COMMENT ON COLUMN device_latest_parts.part IS 'Chunk or partition, with its schema.';
COMMENT ON COLUMN device_latest_parts.changes IS 'Rows inserted and updated in it so far, by the statistics of the server.';

-- A function, because the planner asks it how much there is to read, and then takes the index; of a subquery it
-- would assume the worst.
CREATE FUNCTION fleet_latest_settled() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT settled_until FROM device_latest_state);
COMMENT ON FUNCTION fleet_latest_settled() IS 'settled_until of device_latest_state: from there on v_device_latest reads raw rows.';

CREATE OR REPLACE VIEW v_device_latest AS
    SELECT DISTINCT ON (device_id, metric)
        device_id, metric, time, value, unit, quality, org, site, device_type, model, firmware, received_at
    FROM (
        SELECT device_id, metric, time, value, unit, quality, org, site, device_type, model, firmware, received_at
        FROM device_latest
        UNION ALL
        SELECT device_id, metric, time, value, unit, quality, org, site, device_type, model, firmware, received_at
        FROM device_readings
        WHERE time >= fleet_latest_settled()
    ) AS known
    ORDER BY device_id, metric, time DESC, received_at DESC;

COMMENT ON VIEW v_device_latest IS
    'The value measured last (not received last) of each device and metric. Always exact until the first fleet_refresh_latest; after it, a value that comes more than five minutes after it was measured, and nevertheless is the newest of its device, shows after the next thorough refresh (fleet db maintain).';

CREATE FUNCTION fleet_refresh_latest(thorough boolean DEFAULT false, worth_while bigint DEFAULT 500000) RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    look_back   constant interval := INTERVAL '5 minutes';
    settled     timestamptz;
    upto        constant timestamptz := clock_timestamp() - INTERVAL '1 minute';
    counters    jsonb;
    part        text;
    touched     bigint;
    changed     bigint := 0;
    merge       constant text := $merge$
        INSERT INTO device_latest AS l
        SELECT DISTINCT ON (device_id, metric)
            device_id, metric, time, value, unit, quality, org, site, device_type, model, firmware, received_at
        FROM %s
        WHERE time >= $1
        ORDER BY device_id, metric, time DESC
        ON CONFLICT (device_id, metric) DO UPDATE SET
            time = excluded.time, value = excluded.value, unit = excluded.unit, quality = excluded.quality,
            org = excluded.org, site = excluded.site, device_type = excluded.device_type,
            model = excluded.model, firmware = excluded.firmware, received_at = excluded.received_at
        WHERE (l.time, l.received_at) < (excluded.time, excluded.received_at)
    $merge$;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleet_refresh_latest'));
    SELECT settled_until INTO settled FROM device_latest_state;
    -- Counters first, rows after: what is counted has been committed, so the rows read next hold it.
    SELECT coalesce(jsonb_object_agg(format('%I.%I', c.schemaname, c.relname), c.n_tup_ins + c.n_tup_upd), '{}')
    INTO counters
    FROM pg_stat_user_tables c
    JOIN pg_inherits i ON i.inhrelid = c.relid AND i.inhparent = 'device_readings'::regclass;

    IF settled = '-infinity' THEN
        IF (SELECT coalesce(sum(c.value::bigint), 0) FROM jsonb_each_text(counters) c) < worth_while THEN
            RETURN 0;
        END IF;
        thorough := true;
    END IF;
    IF thorough THEN
        FOR part IN
            SELECT c.key FROM jsonb_each_text(counters) c
            LEFT JOIN device_latest_parts known ON known.part = c.key
            WHERE c.value::bigint IS DISTINCT FROM known.changes
            ORDER BY c.key DESC
        LOOP
            EXECUTE format(merge, part) USING '-infinity'::timestamptz;
            GET DIAGNOSTICS touched = ROW_COUNT;
            changed := changed + touched;
        END LOOP;
        DELETE FROM device_latest_parts;
        INSERT INTO device_latest_parts SELECT key, value::bigint FROM jsonb_each_text(counters);
    ELSE
        EXECUTE format(merge, 'device_readings') USING settled - look_back;
        GET DIAGNOSTICS changed = ROW_COUNT;
    END IF;
    UPDATE device_latest_state SET settled_until = greatest(settled, upto);
    RETURN changed;
END
$$;
COMMENT ON FUNCTION fleet_refresh_latest(boolean, bigint) IS
    'Brings device_latest up to now and returns how many last values were new; call it every minute or few. Thorough: reads every chunk or partition that has changed since the last thorough call, and so finds what came late, however late; call it every hour, and after replays of old recordings. Does nothing before worth_while rows have been written, which the view reads quickly enough itself.';

-- TimescaleDB runs it itself; on plain PostgreSQL fleet db maintain does, thoroughly.
CREATE PROCEDURE fleet_latest_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fleet_refresh_latest(extract(minute FROM now()) < 2);
END
$$;
COMMENT ON PROCEDURE fleet_latest_job(integer, jsonb) IS
    'fleet_refresh_latest for the scheduler of TimescaleDB, every two minutes, thorough once an hour.';

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM add_job('fleet_latest_job', INTERVAL '2 minutes');
    END IF;
END
$$;

CREATE VIEW v_window_latest AS
    SELECT DISTINCT ON (window_name, scope, subject, metric)
        window_name, scope, subject, metric, unit, window_start, window_end, revision, early, count, mean, min,
        max, sd, p50, p95, p99, last, bad, devices, org, site, device_type, model, device_id
    FROM window_aggregates
    WHERE window_start >= now() - INTERVAL '2 days'
    ORDER BY window_name, scope, subject, metric, window_start DESC;

COMMENT ON VIEW v_window_latest IS
    'The newest window of each kind, subject and metric that began in the last two days. The table holds the greatest revision of a window, so this is the last word about it so far; early says whether the window was still open. Name window_name and scope.';

CREATE VIEW v_site_hourly AS
    SELECT
        window_start AS hour, org, site, metric, unit, count AS values, devices, mean, min, max, sd, p50, p95, p99,
        good, uncertain, bad, bad::double precision / nullif(count + bad, 0) AS bad_share, early, revision
    FROM window_aggregates
    WHERE scope = 'SITE' AND window_name = '1h';

COMMENT ON VIEW v_site_hourly IS
    'Statistics of a metric over all devices of a site, by hour of event time. Statistics are over values that are not BAD; every value weighs the same, so a device that sends more often weighs more.';
COMMENT ON COLUMN v_site_hourly.hour IS 'Beginning of the hour (UTC).';

CREATE VIEW v_device_hourly AS
    SELECT
        bucket AS hour, device_id, metric, unit, org, site, device_type, model, count AS values, mean, min, max, sd,
        first, last, bad, bad::double precision / nullif(count + bad, 0) AS bad_share
    FROM device_metrics_1h;

COMMENT ON VIEW v_device_hourly IS
    'Statistics of a metric of a device by hour of event time, from raw rows: device_metrics_1h with the share of BAD values. Kept for as long as that is; name a device_id.';
COMMENT ON COLUMN v_device_hourly.hour IS 'Beginning of the hour (UTC).';

CREATE VIEW v_fleet_health AS
    WITH last_day AS (
        SELECT device_id, max(updated_at) AS heard_at, sum(received) AS received, sum(received - duplicated) AS distinct_,
            sum(rejected_total) AS rejected, sum(missing - filled) AS missing
        FROM device_hours
        WHERE hour > now() - INTERVAL '25 hours'
        GROUP BY device_id
    )
    SELECT
        d.org,
        d.site,
        count(*) AS devices,
        count(*) FILTER (WHERE h.heard_at >= now() - INTERVAL '1 hour') AS reporting,
        count(*) FILTER (WHERE d.first_seen IS NOT NULL
            AND coalesce(h.heard_at, '-infinity') < now() - INTERVAL '1 hour') AS silent,
        count(*) FILTER (WHERE d.first_seen IS NULL) AS never_seen,
        count(*) FILTER (WHERE s.status = 'online') AS online,
        count(*) FILTER (WHERE s.battery < 20) AS low_battery,
        count(*) FILTER (WHERE abs(d.clock_offset_micros) > 5000000) AS wrong_clock,
        coalesce(sum(h.received), 0)::bigint AS received,
        coalesce(sum(h.rejected), 0)::bigint AS rejected,
        greatest(sum(h.missing), 0)::double precision
            / nullif(sum(h.distinct_) + greatest(sum(h.missing), 0), 0) AS loss_rate
    FROM devices d
    LEFT JOIN last_day h USING (device_id)
    LEFT JOIN v_device_status s USING (device_id)
    WHERE d.status IS NULL OR d.status = 'ACTIVE'
    GROUP BY d.org, d.site;

COMMENT ON VIEW v_fleet_health IS
    'How each site is doing now: devices that are to work (status ACTIVE, or not registered), and their messages of the last 24 hours. Arrival counts, not event time.';
COMMENT ON COLUMN v_fleet_health.devices IS 'Devices that are to work.';
COMMENT ON COLUMN v_fleet_health.reporting IS 'Of them, those heard in the last hour.';
COMMENT ON COLUMN v_fleet_health.silent IS 'Of them, those heard once, but not in the last hour: devices = reporting + silent + never_seen.';
COMMENT ON COLUMN v_fleet_health.never_seen IS 'Of them, those that never sent an accepted message.';
COMMENT ON COLUMN v_fleet_health.online IS 'Of them, those whose last status message says online.';
COMMENT ON COLUMN v_fleet_health.low_battery IS 'Of them, those whose last status message says less than 20 per cent.';
COMMENT ON COLUMN v_fleet_health.wrong_clock IS 'Of them, those whose clock is more than 5 s off.';

CREATE VIEW v_firmware_health AS
    SELECT
        model,
        firmware,
        count(DISTINCT device_id) AS devices,
        count(DISTINCT device_id) FILTER (WHERE updated_at >= now() - INTERVAL '1 hour') AS reporting,
        sum(received)::bigint AS received,
        sum(rejected_total)::bigint AS rejected,
        sum(duplicated)::bigint AS duplicated,
        sum(resets)::bigint AS resets,
        sum(skewed)::bigint AS skewed,
        sum(missing - filled)::bigint AS missing_net,
        sum(rejected_total)::double precision / nullif(sum(received), 0) AS rejected_share,
        greatest(sum(missing - filled), 0)::double precision
            / nullif(sum(received - duplicated) + greatest(sum(missing - filled), 0), 0) AS loss_rate
    FROM device_hours
    WHERE hour > now() - INTERVAL '7 days'
    GROUP BY model, firmware;

COMMENT ON VIEW v_firmware_health IS
    'What the messages of the last seven days say about each firmware of a model. A device that was updated meanwhile counts under both.';
COMMENT ON COLUMN v_firmware_health.devices IS 'Number of different devices.';
COMMENT ON COLUMN v_firmware_health.reporting IS 'Of them, those heard with this firmware in the last hour.';
COMMENT ON COLUMN v_firmware_health.resets IS 'Times the counter of a device started again: restarts, as far as they reset it.';
COMMENT ON COLUMN v_firmware_health.missing_net IS 'Sequence numbers skipped, less those that came late.';
COMMENT ON COLUMN v_firmware_health.rejected_share IS 'rejected / received, from 0 to 1; null if nothing was received.';

CREATE VIEW v_late AS
    SELECT
        org,
        date_bin('1 hour', event_time, 'epoch') AS hour,
        count(*) AS readings,
        count(DISTINCT device_id) AS devices,
        sum(values)::bigint AS values,
        count(*) FILTER (WHERE corrected_at IS NULL) AS open,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY behind_micros) / 1e6 AS behind_p50_seconds,
        max(behind_micros)::double precision / 1e6 AS behind_max_seconds,
        max(received_at) AS last_received_at
    FROM late_readings
    GROUP BY 1, 2;

COMMENT ON VIEW v_late IS 'Readings that came too late for their windows, by hour of event time, and whether their hour has been corrected.';
COMMENT ON COLUMN v_late.org IS 'Organisation.';
COMMENT ON COLUMN v_late.hour IS 'Beginning of the hour they were measured in (UTC).';
COMMENT ON COLUMN v_late.readings IS 'Late readings.';
COMMENT ON COLUMN v_late.devices IS 'Number of different devices they come from.';
COMMENT ON COLUMN v_late.values IS 'Values (metrics) in them.';
COMMENT ON COLUMN v_late.open IS 'Readings whose hour has not been corrected yet.';
COMMENT ON COLUMN v_late.behind_p50_seconds IS 'Median of how far they lay behind the greatest event time of their device, in seconds.';
COMMENT ON COLUMN v_late.behind_max_seconds IS 'The greatest of these, in seconds.';
COMMENT ON COLUMN v_late.last_received_at IS 'Latest arrival among them (UTC).';

-- Not a join: so a condition on hour or organisation reaches both tables.
CREATE VIEW v_archive_coverage AS
    SELECT
        org,
        hour,
        sum(stored)::bigint AS stored_rows,
        sum(archived)::bigint AS archived_rows,
        sum(stored - archived)::bigint AS difference,
        sum(files)::bigint AS files,
        sum(bytes)::bigint AS bytes
    FROM (
        SELECT org, bucket AS hour, count + bad AS stored, 0::bigint AS archived, 0 AS files, 0::bigint AS bytes
        FROM device_metrics_1h
        UNION ALL
        SELECT org, hour, 0, rows, 1, bytes
        FROM archived_files
        WHERE dataset = 'readings'
    ) AS both_sides
    GROUP BY org, hour;

COMMENT ON VIEW v_archive_coverage IS
    'Readings in the database beside those in the Parquet files, by organisation and hour of event time. Hours that are being archived, or not rolled up yet, differ; others should not. Name hours on large tables.';
COMMENT ON COLUMN v_archive_coverage.org IS 'Organisation.';
COMMENT ON COLUMN v_archive_coverage.hour IS 'Beginning of the hour (UTC).';
COMMENT ON COLUMN v_archive_coverage.stored_rows IS 'Values in device_metrics_1h, BAD ones included.';
COMMENT ON COLUMN v_archive_coverage.archived_rows IS
    'Rows in published files of the dataset readings, also in those that have expired since; a value written again under the same key is one row more.';
COMMENT ON COLUMN v_archive_coverage.difference IS 'stored_rows less archived_rows.';
COMMENT ON COLUMN v_archive_coverage.files IS 'Published files, also those that have expired since.';
COMMENT ON COLUMN v_archive_coverage.bytes IS 'Their size in bytes.';

CREATE VIEW v_storage_daily AS
    SELECT
        dataset,
        (hour AT TIME ZONE 'UTC')::date AS day,
        count(*) AS files,
        sum(rows)::bigint AS rows,
        sum(bytes)::bigint AS bytes,
        sum(bytes)::double precision / nullif(sum(rows), 0) AS bytes_per_row
    FROM archived_files
    WHERE expired_at IS NULL
    GROUP BY 1, 2;

COMMENT ON VIEW v_storage_daily IS 'What a day of the archive takes, by dataset.';
COMMENT ON COLUMN v_storage_daily.dataset IS 'readings, aggregates or raw.';
COMMENT ON COLUMN v_storage_daily.day IS 'Day (UTC) of event time; of arrival for raw.';
COMMENT ON COLUMN v_storage_daily.files IS 'Published files that have not expired.';
COMMENT ON COLUMN v_storage_daily.rows IS 'Rows in them.';
COMMENT ON COLUMN v_storage_daily.bytes IS 'Their size in bytes.';
COMMENT ON COLUMN v_storage_daily.bytes_per_row IS 'bytes / rows, in bytes; null if there are no rows.';

-- The rest of the comments are those of the tables behind, or the same in several views.
DO $$
DECLARE
    pair record;
BEGIN
    FOR pair IN
        SELECT v.relname, a.attname,
            coalesce(
                CASE a.attname
                    WHEN 'values' THEN 'Values the statistics are made of: those whose quality is not BAD.'
                    WHEN 'bad_share' THEN 'bad / (values + bad), from 0 to 1; null if there is neither.'
                END,
                col_description(t.base::regclass, (
                    SELECT b.attnum FROM pg_attribute b
                    WHERE b.attrelid = t.base::regclass AND b.attname = a.attname))) AS comment
        FROM (VALUES
            (1, 'device_latest', 'device_readings'),
            (2, 'v_window_latest', 'window_aggregates'),
            (3, 'v_site_hourly', 'window_aggregates'),
            (4, 'v_device_hourly', 'device_metrics_1h'),
            (5, 'v_fleet_health', 'v_loss'),
            (6, 'v_firmware_health', 'v_loss'),
            (7, 'v_firmware_health', 'device_hours')) AS t (priority, relation, base)
        JOIN pg_class v ON v.oid = t.relation::regclass
        JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE col_description(v.oid, a.attnum) IS NULL
        ORDER BY t.priority
    LOOP
        IF pair.comment IS NOT NULL THEN
            EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', pair.relname, pair.attname, pair.comment);
        END IF;
    END LOOP;
END
$$;
