-- Windows, readings that came too late for them, and the files of the archive. Runs on TimescaleDB 2.28 and
-- on plain PostgreSQL 15 to 17.

-- One definition of the columns, two ways of cutting the table by time.
DO $$
DECLARE
    columns constant text := $columns$
        window_start       timestamptz NOT NULL,
        window_end         timestamptz NOT NULL,
        window_name        text        NOT NULL,
        scope              text        NOT NULL,
        subject            text        NOT NULL,
        metric             text        NOT NULL,
        unit               text,
        device_id          text,
        org                text        NOT NULL,
        site               text,
        device_type        text,
        model              text,
        revision           integer     NOT NULL,
        early              boolean     NOT NULL DEFAULT false,
        count              bigint      NOT NULL,
        samples            bigint      NOT NULL,
        sum                double precision,
        mean               double precision,
        min                double precision,
        max                double precision,
        sd                 double precision,
        first              double precision,
        first_time         timestamptz,
        last               double precision,
        last_time          timestamptz,
        p50                double precision,
        p95                double precision,
        p99                double precision,
        sketch             bytea,
        time_weighted_mean double precision,
        good               bigint      NOT NULL,
        uncertain          bigint      NOT NULL,
        bad                bigint      NOT NULL,
        devices            bigint      NOT NULL,
        late               bigint      NOT NULL DEFAULT 0,
        received_at        timestamptz NOT NULL
    $columns$;
BEGIN
    IF fleet_has_timescaledb() THEN
        EXECUTE format('CREATE TABLE window_aggregates (%s)', columns);
        EXECUTE 'SELECT create_hypertable(''window_aggregates'', by_range(''window_start'', INTERVAL ''1 day''), '
            || 'create_default_indexes => false)';
    ELSE
        EXECUTE format('CREATE TABLE window_aggregates (%s) PARTITION BY RANGE (window_start)', columns);
        -- takes what no daily partition takes: recorded data of any year
        EXECUTE 'CREATE TABLE window_aggregates_default PARTITION OF window_aggregates DEFAULT';
    END IF;
END
$$;

-- Time first, because rows arrive in about that order. The second one holds the long windows only, few rows:
-- a month of one device is read by it, at hardly any cost to the writer.
CREATE UNIQUE INDEX window_aggregates_key
    ON window_aggregates (window_start, window_name, scope, subject, metric);
CREATE INDEX window_aggregates_subject ON window_aggregates (subject, metric, window_start)
    WHERE window_name NOT IN ('1m', '5m');

COMMENT ON TABLE window_aggregates IS
    'Statistics of one metric of one subject (a device, or all devices of a site, type, model or organisation) over one window of event time. Key: window_start, window_name, scope, subject, metric; of several revisions the greatest is kept. Statistics are in unit, and null if count is 0. Written by the job aggregate through telemetry.aggregates and the job timescale; hours that were closed for good before a value came are corrected by fleet db maintain.';
COMMENT ON COLUMN window_aggregates.window_start IS
    'First instant of the window (UTC), inclusive. Tumbling and sliding windows are aligned to the epoch; a session starts at its first value.';
COMMENT ON COLUMN window_aggregates.window_end IS 'First instant after the window (UTC).';
COMMENT ON COLUMN window_aggregates.window_name IS
    'Kind of window: 1m, 5m, 1h (tumbling); 30d/1d (length/slide, sliding); session-30m (session with that gap).';
COMMENT ON COLUMN window_aggregates.scope IS 'What is summarised: DEVICE, SITE, TYPE, MODEL or ORG.';
COMMENT ON COLUMN window_aggregates.subject IS
    'Which one: device_id for DEVICE; org/site for SITE; org/device_type for TYPE; org/model for MODEL; org for ORG.';
COMMENT ON COLUMN window_aggregates.metric IS 'Name of the measured quantity, as in the payload.';
COMMENT ON COLUMN window_aggregates.unit IS 'Unit of the statistics as a UCUM code, that of the value measured last; null if unknown.';
COMMENT ON COLUMN window_aggregates.device_id IS 'Device; null unless scope is DEVICE.';
COMMENT ON COLUMN window_aggregates.org IS 'Organisation.';
COMMENT ON COLUMN window_aggregates.site IS 'Site, for DEVICE (that of its last reading in the window) and SITE; null otherwise.';
COMMENT ON COLUMN window_aggregates.device_type IS 'Device type, for DEVICE and TYPE; null otherwise.';
COMMENT ON COLUMN window_aggregates.model IS
    'Device model, for DEVICE (null if the registry does not know it) and MODEL; null otherwise.';
COMMENT ON COLUMN window_aggregates.revision IS
    '0 for the first row of a window, then one more each time it was written again (no unit).';
COMMENT ON COLUMN window_aggregates.early IS 'Whether the window was still open when this row was written.';
COMMENT ON COLUMN window_aggregates.count IS
    'Values the statistics are made of: those whose quality is not BAD. A value is a metric of a device at a time; if it came twice, the one that came last counts.';
COMMENT ON COLUMN window_aggregates.samples IS
    'Measurements beneath them: as count, but a value that a device or its gateway has aggregated counts as many as it summarises.';
COMMENT ON COLUMN window_aggregates.sum IS 'Sum over the samples, in unit.';
COMMENT ON COLUMN window_aggregates.mean IS 'Mean over the samples, in unit.';
COMMENT ON COLUMN window_aggregates.min IS 'Least value, in unit.';
COMMENT ON COLUMN window_aggregates.max IS 'Greatest value, in unit.';
COMMENT ON COLUMN window_aggregates.sd IS 'Sample standard deviation (n - 1) over the samples, in unit; null for fewer than two.';
COMMENT ON COLUMN window_aggregates.first IS 'Value measured first, in unit.';
COMMENT ON COLUMN window_aggregates.first_time IS 'When it was measured (UTC).';
COMMENT ON COLUMN window_aggregates.last IS 'Value measured last, in unit.';
COMMENT ON COLUMN window_aggregates.last_time IS 'When it was measured (UTC).';
COMMENT ON COLUMN window_aggregates.p50 IS 'Median in unit, within 1 % of a value of that rank.';
COMMENT ON COLUMN window_aggregates.p95 IS '95th percentile in unit, within 1 % of a value of that rank.';
COMMENT ON COLUMN window_aggregates.p99 IS '99th percentile in unit, within 1 % of a value of that rank.';
COMMENT ON COLUMN window_aggregates.sketch IS
    'Quantile sketch, to be merged with those of other windows and subjects by fleet_quantile; its format stands in the README of the job aggregate. Null in a row corrected by fleet db maintain.';
COMMENT ON COLUMN window_aggregates.time_weighted_mean IS
    'Mean in unit, weighted by how long each value stood until the next, from the first to the end of the window at most; for DEVICE only.';
COMMENT ON COLUMN window_aggregates.good IS 'Values of quality GOOD.';
COMMENT ON COLUMN window_aggregates.uncertain IS 'Values of quality UNCERTAIN; they count.';
COMMENT ON COLUMN window_aggregates.bad IS 'Values of quality BAD; they do not count.';
COMMENT ON COLUMN window_aggregates.devices IS 'Devices that contributed; 1 for DEVICE.';
COMMENT ON COLUMN window_aggregates.late IS 'Values that came after the window had been closed for the first time.';
COMMENT ON COLUMN window_aggregates.received_at IS 'Latest arrival of a reading in it (UTC, microseconds).';

CREATE TABLE late_readings (
    device_id        text        NOT NULL,
    org              text        NOT NULL,
    event_time       timestamptz NOT NULL,
    received_at      timestamptz NOT NULL,
    behind_micros    bigint      NOT NULL,
    values           integer     NOT NULL,
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    source_index     integer     NOT NULL DEFAULT 0,
    corrected_at     timestamptz,
    PRIMARY KEY (source_partition, source_offset, source_index)
);
CREATE INDEX late_readings_open ON late_readings (event_time) WHERE corrected_at IS NULL;

COMMENT ON TABLE late_readings IS
    'Readings that came too late for windows that were closed for good. They stand in device_readings like any other; fleet db maintain corrects their windows from there. Key: source_partition, source_offset, source_index. Written by the job timescale from telemetry.late-readings.';
COMMENT ON COLUMN late_readings.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN late_readings.org IS 'Organisation.';
COMMENT ON COLUMN late_readings.event_time IS 'When it was measured (UTC): time in device_readings.';
COMMENT ON COLUMN late_readings.received_at IS 'When the bridge took the message from the MQTT broker (UTC, microseconds).';
COMMENT ON COLUMN late_readings.behind_micros IS 'How far it lies behind the greatest event time of its device, in microseconds.';
COMMENT ON COLUMN late_readings.values IS 'Metrics in it.';
COMMENT ON COLUMN late_readings.source_partition IS 'Partition of the message in the Kafka topic telemetry.raw.';
COMMENT ON COLUMN late_readings.source_offset IS 'Offset of the message in that partition.';
COMMENT ON COLUMN late_readings.source_index IS 'Position of the reading within its message, from 0.';
COMMENT ON COLUMN late_readings.corrected_at IS
    'When fleet db maintain recomputed the windows of its hour (UTC); null as long as that is to be done. Not touched by the job timescale.';

CREATE TABLE archived_files (
    path         text        PRIMARY KEY,
    dataset      text        NOT NULL,
    org          text        NOT NULL,
    hour         timestamptz NOT NULL,
    rows         bigint      NOT NULL,
    bytes        bigint      NOT NULL,
    first_time   timestamptz NOT NULL,
    last_time    timestamptz NOT NULL,
    first_device text        NOT NULL,
    last_device  text        NOT NULL,
    expired_at   timestamptz
);
CREATE INDEX archived_files_hour ON archived_files (dataset, hour, org);

COMMENT ON TABLE archived_files IS
    'The files of the Parquet archive that have been published and will not change any more; raw days are dropped only once they are in files that are still there. Key: path. Written by the job timescale from archive.files.';
COMMENT ON COLUMN archived_files.path IS 'Path below the URI of the archive, with /.';
COMMENT ON COLUMN archived_files.dataset IS 'readings, aggregates or raw.';
COMMENT ON COLUMN archived_files.org IS 'Organisation; empty for raw, which is not decoded.';
COMMENT ON COLUMN archived_files.hour IS
    'Beginning of the hour (UTC) all of its rows belong to: of event time for readings and aggregates, of arrival for raw.';
COMMENT ON COLUMN archived_files.rows IS 'Rows in it.';
COMMENT ON COLUMN archived_files.bytes IS 'Size in bytes.';
COMMENT ON COLUMN archived_files.first_time IS 'Least time of a row (UTC).';
COMMENT ON COLUMN archived_files.last_time IS 'Greatest time of a row (UTC).';
COMMENT ON COLUMN archived_files.first_device IS 'Least device_id, by its bytes.';
COMMENT ON COLUMN archived_files.last_device IS 'Greatest device_id, by its bytes.';
COMMENT ON COLUMN archived_files.expired_at IS
    'When fleet archive expire deleted it (UTC); null as long as it is there. Not touched by the job timescale.';

-- One function for both partitioned tables from now on.
CREATE OR REPLACE FUNCTION fleet_ensure_partitions(first_time timestamptz, last_time timestamptz) RETURNS integer
    LANGUAGE plpgsql
AS $$
DECLARE
    parent    record;
    day       date;
    last_day  constant date := (last_time AT TIME ZONE 'UTC')::date;
    partition text;
    lower_end timestamptz;
    upper_end timestamptz;
    created   integer := 0;
BEGIN
    IF fleet_has_timescaledb() THEN
        RETURN 0;
    END IF;
    -- Two callers at once would both miss the same day.
    PERFORM pg_advisory_xact_lock(hashtext('fleet_ensure_partitions'));
    FOR parent IN VALUES ('device_readings', 'time'), ('window_aggregates', 'window_start') LOOP
        day := (first_time AT TIME ZONE 'UTC')::date;
        WHILE day <= last_day LOOP
            partition := parent.column1 || to_char(day, '_YYYYMMDD');
            IF to_regclass(quote_ident(partition)) IS NULL THEN
                lower_end := day::timestamp AT TIME ZONE 'UTC';
                upper_end := (day + 1)::timestamp AT TIME ZONE 'UTC';
                EXECUTE format(
                    'CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING COMMENTS)', partition, parent.column1);
                -- A day whose rows lie in the default partition cannot be attached: move them first, and keep
                -- writers out until it is attached, or they would add more.
                EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent.column1 || '_default');
                EXECUTE format(
                    'WITH moved AS (DELETE FROM %1$I WHERE %2$I >= $1 AND %2$I < $2 RETURNING *) '
                        'INSERT INTO %3$I SELECT * FROM moved',
                    parent.column1 || '_default', parent.column2, partition)
                    USING lower_end, upper_end;
                EXECUTE format(
                    'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                    parent.column1, partition, lower_end, upper_end);
                created := created + 1;
            END IF;
            day := day + 1;
        END LOOP;
    END LOOP;
    RETURN created;
END
$$;
COMMENT ON FUNCTION fleet_ensure_partitions(timestamptz, timestamptz) IS
    'Creates the daily partitions (UTC days) of device_readings and window_aggregates that hold the two times and all between them, moving rows out of the default partitions, and returns how many were missing. Does nothing on TimescaleDB, which cuts chunks itself. Rows outside every daily partition stay in the default ones.';
