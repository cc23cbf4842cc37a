-- What ingest says about quality, loss and replays. Runs on TimescaleDB 2.28 and on plain PostgreSQL 15 to 17.
-- New columns are nullable and without default, one statement each: so they are free on tables of any size,
-- and allowed on hypertables whose chunks are compressed.

ALTER TABLE device_readings ADD COLUMN quality_reason text;
ALTER TABLE device_readings ADD COLUMN sent_unit text;
ALTER TABLE device_readings ADD COLUMN sample_count bigint;
ALTER TABLE device_readings ADD COLUMN sample_min double precision;
ALTER TABLE device_readings ADD COLUMN sample_max double precision;
ALTER TABLE device_readings ADD COLUMN sample_std double precision;
ALTER TABLE device_readings ADD COLUMN window_micros bigint;
ALTER TABLE device_readings ADD COLUMN flags text;

COMMENT ON COLUMN device_readings.quality IS
    'GOOD; UNCERTAIN, which cannot be judged; or BAD, which is not to be believed. All are kept; quality_reason says why.';
COMMENT ON COLUMN device_readings.org IS 'Organisation the device belonged to when it was measured, as far as the registry remembers.';
COMMENT ON COLUMN device_readings.site IS 'Site the device stood at when it was measured, as far as the registry remembers.';
COMMENT ON COLUMN device_readings.quality_reason IS
    'Why quality is not GOOD: OUT_OF_RANGE, RATE_OF_CHANGE, OUT_OF_ENUM, UNKNOWN_UNIT or UNKNOWN_FIELD; null if it is.';
COMMENT ON COLUMN device_readings.sent_unit IS
    'Unit as the device sent it, where value was converted to the unit of its model; null otherwise.';
COMMENT ON COLUMN device_readings.sample_count IS
    'Number of values the device or its gateway aggregated into this one, whose mean is value; null for a plain value.';
COMMENT ON COLUMN device_readings.sample_min IS 'Least of the aggregated values, in unit; null if not sent.';
COMMENT ON COLUMN device_readings.sample_max IS 'Greatest of the aggregated values, in unit; null if not sent.';
COMMENT ON COLUMN device_readings.sample_std IS 'Standard deviation of the aggregated values, in unit; null if not sent.';
COMMENT ON COLUMN device_readings.window_micros IS
    'Length of the window the values were aggregated over, in microseconds; it ends at time. Null for a plain value.';
COMMENT ON COLUMN device_readings.flags IS
    'What is remarkable about the reading, with commas: SKEWED, NO_TIME, LATE, LATE_CORRECTED, RESET, REPLAYED; null for nothing.';

ALTER TABLE devices ADD COLUMN manifest text;
COMMENT ON COLUMN devices.manifest IS
    'Manifest by which ingest registered it on first sight; null if the registry has a row, or nobody knows it.';

-- Ingest's books. Chunked by week on TimescaleDB: one row per device and hour adds up.
CREATE TABLE device_hours (
    hour           timestamptz NOT NULL,
    device_id      text        NOT NULL,
    part           bigint      NOT NULL,
    org            text        NOT NULL,
    site           text        NOT NULL,
    device_type    text        NOT NULL,
    model          text,
    firmware       text,
    received       bigint      NOT NULL,
    stored         bigint      NOT NULL,
    duplicated     bigint      NOT NULL,
    rejected       jsonb       NOT NULL,
    rejected_total bigint      NOT NULL,
    parked         bigint      NOT NULL,
    replayed       bigint      NOT NULL,
    missing        bigint      NOT NULL,
    filled         bigint      NOT NULL,
    resets         bigint      NOT NULL,
    skewed         bigint      NOT NULL,
    updated_at     timestamptz NOT NULL
);

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        EXECUTE 'SELECT create_hypertable(''device_hours'', by_range(''hour'', INTERVAL ''7 days''), '
            || 'create_default_indexes => false)';
    END IF;
END
$$;

CREATE UNIQUE INDEX device_hours_key ON device_hours (hour, device_id, part);

COMMENT ON TABLE device_hours IS
    'What became of the messages of a device, by hour of arrival; all counts are of messages unless said. Counts of the running hour grow, and later decisions (a device registered late, a replay) change earlier hours. Parts of an hour are added up. received = stored - replayed + rejected_total + duplicated + parked. Key: hour, device_id, part. Written by the job timescale from telemetry.device-hours.';
COMMENT ON COLUMN device_hours.hour IS 'Beginning of the hour of arrival (UTC).';
COMMENT ON COLUMN device_hours.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_hours.part IS 'Offset in telemetry.raw of the message that opened the count; usually the only part of its hour.';
COMMENT ON COLUMN device_hours.org IS 'Organisation, as known last in that hour.';
COMMENT ON COLUMN device_hours.site IS 'Site, as known last in that hour.';
COMMENT ON COLUMN device_hours.device_type IS 'Device type, as known last in that hour.';
COMMENT ON COLUMN device_hours.model IS 'Device model, as known last in that hour; null if not registered.';
COMMENT ON COLUMN device_hours.firmware IS 'Firmware version, as reported last; null if never.';
COMMENT ON COLUMN device_hours.received IS 'Messages that arrived.';
COMMENT ON COLUMN device_hours.stored IS 'Messages of which something was stored, replayed ones included.';
COMMENT ON COLUMN device_hours.duplicated IS 'Messages of which everything had been stored before.';
COMMENT ON COLUMN device_hours.rejected IS 'Messages that became dead letters, by reason: one JSON object of numbers.';
COMMENT ON COLUMN device_hours.rejected_total IS 'Messages that became dead letters, all reasons together.';
COMMENT ON COLUMN device_hours.parked IS 'Messages that still wait, for the registration of the device or for its clock to be known.';
COMMENT ON COLUMN device_hours.replayed IS 'Of those stored, messages that came back from the dead letters; they are not in received again.';
COMMENT ON COLUMN device_hours.missing IS 'Sequence numbers (not messages) found skipped by messages of this hour.';
COMMENT ON COLUMN device_hours.filled IS 'Skipped sequence numbers (not messages), of this hour or earlier ones, that came late in this hour.';
COMMENT ON COLUMN device_hours.resets IS 'Times the counter of the device started again.';
COMMENT ON COLUMN device_hours.skewed IS 'Messages stored from a clock known to be wrong.';
COMMENT ON COLUMN device_hours.updated_at IS 'Latest arrival among the messages counted (UTC).';

CREATE TABLE device_sequence_events (
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    source_index     integer     NOT NULL,
    kind             text        NOT NULL,
    from_sequence    bigint      NOT NULL,
    to_sequence      bigint      NOT NULL,
    device_id        text        NOT NULL,
    boot_id          text,
    event_time       timestamptz NOT NULL,
    received_at      timestamptz NOT NULL,
    PRIMARY KEY (source_partition, source_offset, source_index, kind, from_sequence)
);
CREATE INDEX device_sequence_events_device ON device_sequence_events (device_id, received_at);

COMMENT ON TABLE device_sequence_events IS
    'What the message counters of the devices tell: gaps, late fills and resets. Missing are the numbers of all GAPs without those of later FILLs. Key: source_partition, source_offset, source_index, kind, from_sequence. Written by the job timescale from telemetry.sequence-events.';
COMMENT ON COLUMN device_sequence_events.source_partition IS 'Partition of the message that told it in the Kafka topic telemetry.raw.';
COMMENT ON COLUMN device_sequence_events.source_offset IS 'Offset of the message in that partition.';
COMMENT ON COLUMN device_sequence_events.source_index IS 'Position of the reading within its message, from 0.';
COMMENT ON COLUMN device_sequence_events.kind IS 'GAP: numbers were skipped; FILL: skipped numbers came late; RESET: the counter started again.';
COMMENT ON COLUMN device_sequence_events.from_sequence IS 'First number skipped or filled; with RESET the first number after it.';
COMMENT ON COLUMN device_sequence_events.to_sequence IS 'Last number skipped or filled, inclusive; with RESET the greatest number before it.';
COMMENT ON COLUMN device_sequence_events.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_sequence_events.boot_id IS 'Boot whose counter it is, with RESET the new one; null if the device does not name it.';
COMMENT ON COLUMN device_sequence_events.event_time IS 'When the reading that told it was measured (UTC).';
COMMENT ON COLUMN device_sequence_events.received_at IS 'When the bridge took the message from the MQTT broker (UTC, microseconds).';

-- A replay leaves the dead letter where it is; that it was stored in the end is told by the reading, which
-- carries the identity of the original. A table of its own, not a column of dead_letters: the two come by
-- different topics, in any order.
CREATE TABLE dead_letter_replays (
    source_topic     text        NOT NULL,
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    source_index     integer     NOT NULL,
    replay_id        text        NOT NULL,
    device_id        text        NOT NULL,
    event_time       timestamptz NOT NULL,
    PRIMARY KEY (source_topic, source_partition, source_offset, source_index)
);

COMMENT ON TABLE dead_letter_replays IS
    'One row per reading that was stored because a dead letter was replayed. Key: that of dead_letters. Written by the job timescale from the readings that carry a replay_id.';
COMMENT ON COLUMN dead_letter_replays.source_topic IS 'Kafka topic the message was first read from.';
COMMENT ON COLUMN dead_letter_replays.source_partition IS 'Its partition there.';
COMMENT ON COLUMN dead_letter_replays.source_offset IS 'Its offset there.';
COMMENT ON COLUMN dead_letter_replays.source_index IS 'Position of the reading within its message, from 0.';
COMMENT ON COLUMN dead_letter_replays.replay_id IS 'Replay that brought it in.';
COMMENT ON COLUMN dead_letter_replays.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN dead_letter_replays.event_time IS 'When it was measured (UTC).';

ALTER TABLE dead_letters ADD COLUMN replay_id text;
COMMENT ON COLUMN dead_letters.replay_id IS
    'Last replay that was refused as well; reason, stage and message are those of that refusal. Null if there was none.';

CREATE VIEW v_dead_letters AS
    SELECT
        d.*,
        (coalesce(d.received_at, d.source_timestamp) AT TIME ZONE 'UTC')::date AS day,
        CASE
            WHEN r.replay_id IS NOT NULL THEN 'STORED'
            WHEN d.replay_id IS NOT NULL THEN 'REFUSED_AGAIN'
            ELSE 'OPEN'
        END AS state,
        r.replay_id AS stored_by
    FROM dead_letters d
    LEFT JOIN dead_letter_replays r ON r.source_topic = d.source_topic
        AND r.source_partition = d.source_partition
        AND r.source_offset = d.source_offset
        AND r.source_index = d.source_index;

COMMENT ON VIEW v_dead_letters IS 'Every dead letter, and what has become of it since.';
COMMENT ON COLUMN v_dead_letters.day IS 'Day of arrival (UTC); of its Kafka timestamp where arrival is unknown.';
COMMENT ON COLUMN v_dead_letters.state IS
    'OPEN: never replayed, or the replay brought nothing new; REFUSED_AGAIN: replayed and refused; STORED: replayed and stored.';
COMMENT ON COLUMN v_dead_letters.stored_by IS 'Replay that brought it into the tables; null if none did.';

CREATE VIEW v_dead_letters_summary AS
    SELECT
        day,
        reason,
        job,
        stage,
        count(*) AS dead_letters,
        count(DISTINCT device_id) AS devices,
        count(*) FILTER (WHERE state = 'OPEN') AS open,
        count(*) FILTER (WHERE state = 'REFUSED_AGAIN') AS refused_again,
        count(*) FILTER (WHERE state = 'STORED') AS stored
    FROM v_dead_letters
    GROUP BY day, reason, job, stage;

COMMENT ON VIEW v_dead_letters_summary IS
    'Dead letters by day of arrival, reason and operator, and how many are still to be looked at: dead_letters = open + refused_again + stored.';
COMMENT ON COLUMN v_dead_letters_summary.day IS 'Day of arrival (UTC); of its Kafka timestamp where arrival is unknown.';
COMMENT ON COLUMN v_dead_letters_summary.dead_letters IS 'Number of refused records.';
COMMENT ON COLUMN v_dead_letters_summary.devices IS 'Number of different devices among them, as far as known.';
COMMENT ON COLUMN v_dead_letters_summary.open IS 'Of them, those no replay has brought further.';
COMMENT ON COLUMN v_dead_letters_summary.refused_again IS 'Of them, those that were replayed and refused again.';
COMMENT ON COLUMN v_dead_letters_summary.stored IS 'Of them, those that were replayed and stored.';

CREATE VIEW v_loss_by_device_hour AS
    SELECT
        hour,
        device_id,
        (array_agg(org ORDER BY part DESC))[1] AS org,
        (array_agg(site ORDER BY part DESC))[1] AS site,
        (array_agg(device_type ORDER BY part DESC))[1] AS device_type,
        (array_agg(model ORDER BY part DESC))[1] AS model,
        (array_agg(firmware ORDER BY part DESC))[1] AS firmware,
        sum(received)::bigint AS received,
        sum(received - duplicated)::bigint AS received_distinct,
        sum(stored)::bigint AS stored,
        sum(rejected_total)::bigint AS rejected,
        sum(duplicated)::bigint AS duplicated,
        sum(parked)::bigint AS parked,
        sum(missing - filled)::bigint AS missing_net,
        greatest(sum(missing - filled - rejected_total), 0)::bigint AS lost_at_least,
        greatest(sum(missing - filled), 0)::double precision
            / nullif(sum(received - duplicated) + greatest(sum(missing - filled), 0), 0) AS loss_rate
    FROM device_hours
    GROUP BY hour, device_id;

COMMENT ON VIEW v_loss_by_device_hour IS
    'Messages of a device in an hour of arrival that came, were refused, or never came. Name an hour or a device on large tables.';
COMMENT ON COLUMN v_loss_by_device_hour.missing_net IS
    'Sequence numbers skipped in this hour, less those that came late in it; negative if more gaps of earlier hours were filled than new ones opened.';

CREATE VIEW v_loss AS
    SELECT
        org,
        site,
        model,
        firmware,
        count(DISTINCT device_id) AS devices,
        sum(received)::bigint AS received,
        sum(received - duplicated)::bigint AS received_distinct,
        sum(stored)::bigint AS stored,
        sum(rejected_total)::bigint AS rejected,
        sum(duplicated)::bigint AS duplicated,
        sum(parked)::bigint AS parked,
        sum(missing - filled)::bigint AS missing_net,
        greatest(sum(missing - filled - rejected_total), 0)::bigint AS lost_at_least,
        greatest(sum(missing - filled), 0)::double precision
            / nullif(sum(received - duplicated) + greatest(sum(missing - filled), 0), 0) AS loss_rate
    FROM device_hours
    GROUP BY org, site, model, firmware;

COMMENT ON VIEW v_loss IS
    'Loss by organisation, site, model and firmware since the beginning of the books. To go over fewer of these, add up missing_net and received_distinct and divide again; rates are not to be averaged. What a device lost last shows only when it sends again.';
COMMENT ON COLUMN v_loss.devices IS 'Number of different devices.';
COMMENT ON COLUMN v_loss.missing_net IS
    'Sequence numbers skipped, less those that came late; may be negative where gaps were opened under another firmware or site than they were filled.';

-- The rest of the comments are those of the tables, or the same in both views of loss.
DO $$
DECLARE
    pair record;
BEGIN
    FOR pair IN
        SELECT v.relname, a.attname, c.comment
        FROM pg_class v
        JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
        JOIN LATERAL (
            SELECT coalesce(
                CASE a.attname
                    WHEN 'received_distinct' THEN 'Messages that arrived, without repeats.'
                    WHEN 'rejected' THEN 'Messages that became dead letters, all reasons together.'
                    WHEN 'received' THEN 'Messages that arrived, repeats included.'
                    WHEN 'lost_at_least' THEN 'Messages that certainly never arrived: missing_net less rejected, since a refused message leaves a gap where its number could not be read. Not below 0.'
                    WHEN 'loss_rate' THEN 'missing_net / (received_distinct + missing_net), from 0 to 1: of what was sent, the share whose number never came in a usable message. A negative missing_net counts as 0; null if there is nothing to divide.'
                END,
                (SELECT col_description(t.attrelid, t.attnum) FROM pg_attribute t
                    WHERE t.attrelid = CASE WHEN v.relname LIKE 'v_dead%' THEN 'dead_letters'::regclass
                        ELSE 'device_hours'::regclass END AND t.attname = a.attname)) AS comment
        ) c ON true
        WHERE v.oid IN ('v_dead_letters'::regclass, 'v_dead_letters_summary'::regclass,
                'v_loss'::regclass, 'v_loss_by_device_hour'::regclass)
            AND col_description(v.oid, a.attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', pair.relname, pair.attname, pair.comment);
    END LOOP;
END
$$;
