-- Telemetry, devices and dead letters. Runs on TimescaleDB 2.28 and on plain PostgreSQL 15 to 17.
-- All times are UTC instants. Every table has a natural key, so that writers may repeat themselves.

-- CREATE EXTENSION without the preloaded library is FATAL and cannot be caught: ask both questions first.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
            AND current_setting('timescaledb.max_background_workers', true) IS NOT NULL THEN
        EXECUTE 'CREATE EXTENSION IF NOT EXISTS timescaledb';
    END IF;
END
$$;

CREATE FUNCTION fleet_has_timescaledb() RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'timescaledb');
COMMENT ON FUNCTION fleet_has_timescaledb() IS
    'Whether the tables of this database are hypertables (true) or declaratively partitioned (false).';

-- One definition of the columns, two ways of cutting the table by time.
DO $$
DECLARE
    columns constant text := $columns$
        time             timestamptz      NOT NULL,
        device_id        text             NOT NULL,
        metric           text             NOT NULL,
        value            double precision NOT NULL,
        unit             text,
        quality          text             NOT NULL DEFAULT 'GOOD',
        org              text             NOT NULL,
        site             text             NOT NULL,
        device_type      text             NOT NULL,
        model            text,
        firmware         text,
        device_time      timestamptz,
        received_at      timestamptz      NOT NULL,
        sequence         bigint,
        source_partition integer          NOT NULL,
        source_offset    bigint           NOT NULL,
        source_index     integer          NOT NULL DEFAULT 0
    $columns$;
BEGIN
    IF fleet_has_timescaledb() THEN
        EXECUTE format('CREATE TABLE device_readings (%s)', columns);
        EXECUTE 'SELECT create_hypertable(''device_readings'', by_range(''time'', INTERVAL ''1 day''), '
            || 'create_default_indexes => false)';
    ELSE
        EXECUTE format('CREATE TABLE device_readings (%s) PARTITION BY RANGE (time)', columns);
        -- takes what no daily partition takes: recorded data of any year
        EXECUTE 'CREATE TABLE device_readings_default PARTITION OF device_readings DEFAULT';
    END IF;
END
$$;

-- The only index: a second one would cost more than all other work of an insert together. Time first,
-- because rows arrive in about that order.
CREATE UNIQUE INDEX device_readings_key ON device_readings (time, device_id, metric);

COMMENT ON TABLE device_readings IS
    'One row per value: one metric of one device at one time. Key: time, device_id, metric. Written by the job timescale from telemetry.readings.';
COMMENT ON COLUMN device_readings.time IS
    'When it was measured (UTC): the device''s time, corrected by its clock offset once that is known; arrival time where the device sent none.';
COMMENT ON COLUMN device_readings.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_readings.metric IS 'Name of the measured quantity, as in the payload.';
COMMENT ON COLUMN device_readings.value IS 'Measured value in the unit of column unit; finite. Booleans are 1 and 0.';
COMMENT ON COLUMN device_readings.unit IS 'Unit of value as a UCUM code (Cel, %, V); null if neither payload nor device model says.';
COMMENT ON COLUMN device_readings.quality IS
    'GOOD, UNCERTAIN or BAD; BAD is outside the range of the device model and kept nevertheless.';
COMMENT ON COLUMN device_readings.org IS 'Organisation the device belonged to when the reading was enriched.';
COMMENT ON COLUMN device_readings.site IS 'Site the device stood at when the reading was enriched.';
COMMENT ON COLUMN device_readings.device_type IS 'Device type: thermostat, vibration-motor and so on.';
COMMENT ON COLUMN device_readings.model IS 'Device model; null for a device the registry does not know.';
COMMENT ON COLUMN device_readings.firmware IS 'Firmware version the device had reported last; null if never.';
COMMENT ON COLUMN device_readings.device_time IS 'Time exactly as the device sent it (UTC); null if it sent none.';
COMMENT ON COLUMN device_readings.received_at IS
    'When the bridge took the message from the MQTT broker (UTC, microseconds); as recorded on a trusted route.';
COMMENT ON COLUMN device_readings.sequence IS 'The device''s own message counter (no unit); null if it has none.';
COMMENT ON COLUMN device_readings.source_partition IS 'Partition of the message in the Kafka topic telemetry.raw.';
COMMENT ON COLUMN device_readings.source_offset IS 'Offset of the message in that partition.';
COMMENT ON COLUMN device_readings.source_index IS
    'Position of the reading within its message, from 0; 0 unless the message is a batch.';

CREATE TABLE devices (
    device_id           text        PRIMARY KEY,
    org                 text        NOT NULL,
    site                text        NOT NULL,
    device_type         text        NOT NULL,
    model               text,
    hardware            text,
    tags                jsonb       NOT NULL DEFAULT '{}',
    latitude            double precision,
    longitude           double precision,
    time_zone           text,
    status              text,
    registered          boolean     NOT NULL DEFAULT false,
    registry_updated_at timestamptz,
    first_seen          timestamptz,
    firmware            text,
    boot_id             text,
    clock_offset_micros bigint,
    facts_updated_at    timestamptz
);

COMMENT ON TABLE devices IS
    'One row per device: what the operator registered and what ingest learnt. Key: device_id. Written by the job timescale from device.registry and device.facts, each of which touches its own columns only; org, site and device_type follow the registry where it knows the device.';
COMMENT ON COLUMN devices.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN devices.org IS 'Organisation; from the registry, else from the device''s MQTT topic.';
COMMENT ON COLUMN devices.site IS 'Site; from the registry, else from the device''s MQTT topic.';
COMMENT ON COLUMN devices.device_type IS 'Device type; from the registry, else from the device''s MQTT topic.';
COMMENT ON COLUMN devices.model IS 'Device model, key of device.models; null if not registered.';
COMMENT ON COLUMN devices.hardware IS 'Hardware revision; null if not registered.';
COMMENT ON COLUMN devices.tags IS 'Free attributes of the registry: one JSON object of strings.';
COMMENT ON COLUMN devices.latitude IS 'Degrees north, WGS 84.';
COMMENT ON COLUMN devices.longitude IS 'Degrees east, WGS 84.';
COMMENT ON COLUMN devices.time_zone IS 'IANA name of the zone the device stands in; null is UTC.';
COMMENT ON COLUMN devices.status IS 'What the operator wants of it: ACTIVE, DISABLED or RETIRED; null if not registered.';
COMMENT ON COLUMN devices.registered IS 'Whether the registry has a row for it.';
COMMENT ON COLUMN devices.registry_updated_at IS 'When the operator last wrote its row (UTC); null if not registered.';
COMMENT ON COLUMN devices.first_seen IS 'received_at of its first accepted message (UTC); null if it never sent one.';
COMMENT ON COLUMN devices.firmware IS 'Firmware version it reported last.';
COMMENT ON COLUMN devices.boot_id IS 'Run between two boots it reported last.';
COMMENT ON COLUMN devices.clock_offset_micros IS 'Its clock minus ours in microseconds; null until known.';
COMMENT ON COLUMN devices.facts_updated_at IS 'received_at of the message that last changed the learnt columns (UTC).';

CREATE TABLE device_status (
    device_id        text        NOT NULL,
    received_at      timestamptz NOT NULL,
    status           text        NOT NULL,
    battery          double precision,
    signal           double precision,
    device_time      timestamptz,
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    PRIMARY KEY (device_id, received_at, source_partition, source_offset)
);

COMMENT ON TABLE device_status IS
    'History of the devices'' status messages, last wills included; the last one of each device stands in v_device_status. Key: device_id, received_at, source_partition, source_offset. Written by the job timescale from device.status.';
COMMENT ON COLUMN device_status.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_status.received_at IS 'When the bridge took the message from the MQTT broker (UTC, microseconds).';
COMMENT ON COLUMN device_status.status IS 'online or offline.';
COMMENT ON COLUMN device_status.battery IS 'Charge of the battery in per cent; null if not sent.';
COMMENT ON COLUMN device_status.signal IS 'Strength of the radio signal in dBm; null if not sent.';
COMMENT ON COLUMN device_status.device_time IS 'Time as the device sent it (UTC); null in a last will, which the broker sends.';
COMMENT ON COLUMN device_status.source_partition IS 'Partition of the message in the Kafka topic device.status.';
COMMENT ON COLUMN device_status.source_offset IS 'Offset of the message in that partition.';

CREATE TABLE dead_letters (
    source_topic     text        NOT NULL,
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    source_index     integer     NOT NULL DEFAULT 0,
    reason           text        NOT NULL,
    path             text,
    message          text        NOT NULL,
    job              text        NOT NULL,
    job_version      text        NOT NULL,
    stage            text        NOT NULL,
    device_id        text,
    received_at      timestamptz,
    source_timestamp timestamptz NOT NULL,
    payload_bytes    integer,
    PRIMARY KEY (source_topic, source_partition, source_offset, source_index)
);

COMMENT ON TABLE dead_letters IS
    'One row per record that could not be used, without its payload, which stays in the Kafka topic telemetry.dead-letters. Key: source_topic, source_partition, source_offset, source_index: ingest refuses a message as a whole, with one reason; of several values of a reading that the database refused (SINK_REJECTED) the row names one, the topic all. Written by the job timescale.';
COMMENT ON COLUMN dead_letters.source_topic IS 'Kafka topic the refused record was read from.';
COMMENT ON COLUMN dead_letters.source_partition IS 'Its partition there.';
COMMENT ON COLUMN dead_letters.source_offset IS 'Its offset there.';
COMMENT ON COLUMN dead_letters.source_index IS
    'Position of the refused reading within its message, from 0; 0 unless the message is a batch.';
COMMENT ON COLUMN dead_letters.reason IS 'Reason code; the list with meanings stands in schemas/README.md.';
COMMENT ON COLUMN dead_letters.path IS 'JSON pointer to the field at fault, where there is one.';
COMMENT ON COLUMN dead_letters.message IS 'For people, at most 500 characters; never the payload.';
COMMENT ON COLUMN dead_letters.job IS 'Job that refused it.';
COMMENT ON COLUMN dead_letters.job_version IS 'Version of that job.';
COMMENT ON COLUMN dead_letters.stage IS 'uid of the operator that refused it.';
COMMENT ON COLUMN dead_letters.device_id IS 'Device, as far as it is known.';
COMMENT ON COLUMN dead_letters.received_at IS 'When the bridge took the message from the MQTT broker (UTC); null if unknown.';
COMMENT ON COLUMN dead_letters.source_timestamp IS 'Timestamp Kafka gave the refused record (UTC, milliseconds).';
COMMENT ON COLUMN dead_letters.payload_bytes IS 'Size of the refused value in bytes, before the bridge cut it; null if the value was null.';

CREATE VIEW v_device_latest AS
    SELECT DISTINCT ON (device_id, metric)
        device_id, metric, time, value, unit, quality, org, site, device_type, model, firmware, received_at
    FROM device_readings
    ORDER BY device_id, metric, time DESC;

COMMENT ON VIEW v_device_latest IS
    'The value measured last (not received last) of each device and metric. Reads every row of the devices asked for: name a device_id on large tables.';
COMMENT ON COLUMN v_device_latest.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN v_device_latest.metric IS 'Name of the measured quantity.';
COMMENT ON COLUMN v_device_latest.time IS 'When it was measured (UTC).';
COMMENT ON COLUMN v_device_latest.value IS 'Measured value in the unit of column unit.';
COMMENT ON COLUMN v_device_latest.unit IS 'Unit of value as a UCUM code; null if unknown.';
COMMENT ON COLUMN v_device_latest.quality IS 'GOOD, UNCERTAIN or BAD.';
COMMENT ON COLUMN v_device_latest.org IS 'Organisation.';
COMMENT ON COLUMN v_device_latest.site IS 'Site.';
COMMENT ON COLUMN v_device_latest.device_type IS 'Device type.';
COMMENT ON COLUMN v_device_latest.model IS 'Device model; null for a device the registry does not know.';
COMMENT ON COLUMN v_device_latest.firmware IS 'Firmware version reported last; null if never.';
COMMENT ON COLUMN v_device_latest.received_at IS 'When the bridge took the message (UTC).';

CREATE VIEW v_device_status AS
    SELECT DISTINCT ON (device_id) device_id, received_at, status, battery, signal
    FROM device_status
    ORDER BY device_id, received_at DESC, source_offset DESC;

COMMENT ON VIEW v_device_status IS 'The last status message of each device.';
COMMENT ON COLUMN v_device_status.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN v_device_status.received_at IS 'When the bridge took the message (UTC).';
COMMENT ON COLUMN v_device_status.status IS 'online or offline.';
COMMENT ON COLUMN v_device_status.battery IS 'Charge of the battery in per cent; null if not sent.';
COMMENT ON COLUMN v_device_status.signal IS 'Strength of the radio signal in dBm; null if not sent.';

CREATE VIEW v_dead_letters_by_reason AS
    SELECT
        reason,
        job,
        stage,
        count(*) AS dead_letters,
        count(DISTINCT device_id) AS devices,
        min(coalesce(received_at, source_timestamp)) AS first_at,
        max(coalesce(received_at, source_timestamp)) AS last_at
    FROM dead_letters
    GROUP BY reason, job, stage;

COMMENT ON VIEW v_dead_letters_by_reason IS 'How many records were refused, by reason and by the operator that refused them.';
COMMENT ON COLUMN v_dead_letters_by_reason.reason IS 'Reason code.';
COMMENT ON COLUMN v_dead_letters_by_reason.job IS 'Job that refused them.';
COMMENT ON COLUMN v_dead_letters_by_reason.stage IS 'uid of the operator that refused them.';
COMMENT ON COLUMN v_dead_letters_by_reason.dead_letters IS 'Number of refused records.';
COMMENT ON COLUMN v_dead_letters_by_reason.devices IS 'Number of different devices among them, as far as known.';
COMMENT ON COLUMN v_dead_letters_by_reason.first_at IS 'Arrival of the first one (UTC); its Kafka timestamp where arrival is unknown.';
COMMENT ON COLUMN v_dead_letters_by_reason.last_at IS 'Arrival of the last one (UTC); its Kafka timestamp where arrival is unknown.';

CREATE FUNCTION fleet_ensure_partitions(first_time timestamptz, last_time timestamptz) RETURNS integer
    LANGUAGE plpgsql
AS $$
DECLARE
    first_day constant date := (first_time AT TIME ZONE 'UTC')::date;
    last_day  constant date := (last_time AT TIME ZONE 'UTC')::date;
    day       date := first_day;
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
    WHILE day <= last_day LOOP
        partition := 'device_readings_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(quote_ident(partition)) IS NULL THEN
            lower_end := day::timestamp AT TIME ZONE 'UTC';
            upper_end := (day + 1)::timestamp AT TIME ZONE 'UTC';
            EXECUTE format(
                'CREATE TABLE %I (LIKE device_readings INCLUDING ALL EXCLUDING COMMENTS)', partition);
            -- A day whose rows lie in the default partition cannot be attached: move them first, and keep
            -- writers out until it is attached, or they would add more.
            LOCK TABLE device_readings_default IN ACCESS EXCLUSIVE MODE;
            EXECUTE format(
                'WITH moved AS (DELETE FROM device_readings_default WHERE time >= $1 AND time < $2 RETURNING *) '
                    'INSERT INTO %I SELECT * FROM moved', partition)
                USING lower_end, upper_end;
            EXECUTE format(
                'ALTER TABLE device_readings ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                partition, lower_end, upper_end);
            created := created + 1;
        END IF;
        day := day + 1;
    END LOOP;
    RETURN created;
END
$$;
COMMENT ON FUNCTION fleet_ensure_partitions(timestamptz, timestamptz) IS
    'Creates the daily partitions (UTC days) of device_readings that hold the two times and all between them, moving rows out of the default partition, and returns how many were missing. Does nothing on TimescaleDB, which cuts chunks itself. Rows outside every daily partition stay in the default one.';
