-- Commands for devices: where each stands, and how it came there. JSON stands in text columns: it keeps the
-- spelling of numbers and takes every string JSON has, \u0000 too; the view has it as json.

CREATE TABLE device_commands (
    device_id  text        NOT NULL,
    command_id text        NOT NULL,
    bulk_id    text,
    command    text        NOT NULL,
    parameters text,
    state      text        NOT NULL,
    step       integer     NOT NULL,
    attempts   integer     NOT NULL,
    created_at timestamptz NOT NULL,
    deadline   timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    message    text,
    result     text,
    PRIMARY KEY (device_id, command_id)
);
CREATE INDEX device_commands_created ON device_commands (created_at DESC);
CREATE INDEX device_commands_bulk ON device_commands (bulk_id, state) WHERE bulk_id IS NOT NULL;

COMMENT ON TABLE device_commands IS
    'Where every command of every device stands. Key: device_id, command_id. A row with a lower (created_at, step) never replaces a higher one. Written by the job timescale from command.states.';
COMMENT ON COLUMN device_commands.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_commands.command_id IS 'Identity of the command; it takes effect at most once.';
COMMENT ON COLUMN device_commands.bulk_id IS 'Bulk request it came from; null if it was sent to this device alone.';
COMMENT ON COLUMN device_commands.command IS 'What is to be done.';
COMMENT ON COLUMN device_commands.parameters IS 'JSON object of its parameters; null if there are none.';
COMMENT ON COLUMN device_commands.state IS 'QUEUED, SENT, ACKNOWLEDGED, DONE, FAILED or EXPIRED.';
COMMENT ON COLUMN device_commands.step IS 'Counts its changes from 1 (no unit).';
COMMENT ON COLUMN device_commands.attempts IS 'How often it was sent (no unit).';
COMMENT ON COLUMN device_commands.created_at IS 'Arrival of the request (UTC).';
COMMENT ON COLUMN device_commands.deadline IS 'When it is of no use any more (UTC).';
COMMENT ON COLUMN device_commands.changed_at IS 'When it came to this state, by arrival time (UTC).';
COMMENT ON COLUMN device_commands.message IS 'What the device, or whoever refused it, says; null if nothing.';
COMMENT ON COLUMN device_commands.result IS 'JSON of the device''s result; null if there is none.';

CREATE TABLE device_command_states (
    device_id  text        NOT NULL,
    command_id text        NOT NULL,
    created_at timestamptz NOT NULL,
    step       integer     NOT NULL,
    state      text        NOT NULL,
    attempts   integer     NOT NULL,
    changed_at timestamptz NOT NULL,
    message    text,
    result     text,
    PRIMARY KEY (device_id, command_id, created_at, step)
);

COMMENT ON TABLE device_command_states IS
    'Every change of every command. Key: device_id, command_id, created_at, step. Written by the job timescale from command.states.';
COMMENT ON COLUMN device_command_states.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN device_command_states.command_id IS 'Identity of the command.';
COMMENT ON COLUMN device_command_states.created_at IS 'Arrival of the request (UTC).';
COMMENT ON COLUMN device_command_states.step IS 'Counts the changes from 1 (no unit).';
COMMENT ON COLUMN device_command_states.state IS 'QUEUED, SENT, ACKNOWLEDGED, DONE, FAILED or EXPIRED.';
COMMENT ON COLUMN device_command_states.attempts IS 'How often it had been sent by then (no unit).';
COMMENT ON COLUMN device_command_states.changed_at IS 'When it came to this state, by arrival time (UTC).';
COMMENT ON COLUMN device_command_states.message IS 'What the device, or whoever refused it, says; null if nothing.';
COMMENT ON COLUMN device_command_states.result IS 'JSON of the device''s result; null if there is none.';

CREATE VIEW v_commands AS
    SELECT
        c.device_id,
        c.command_id,
        c.bulk_id,
        d.org,
        d.site,
        c.command,
        c.parameters::json AS parameters,
        c.state,
        c.state IN ('DONE', 'FAILED', 'EXPIRED') AS finished,
        c.attempts,
        c.created_at,
        s.sent_at,
        s.acknowledged_at,
        CASE WHEN c.state IN ('DONE', 'FAILED', 'EXPIRED') THEN c.changed_at END AS finished_at,
        extract(epoch FROM s.acknowledged_at - s.sent_at)::double precision AS answer_seconds,
        c.deadline,
        c.message,
        c.result::json AS result
    FROM device_commands c
    LEFT JOIN devices d ON d.device_id = c.device_id
    LEFT JOIN LATERAL (
        SELECT
            min(h.changed_at) FILTER (WHERE h.state = 'SENT') AS sent_at,
            min(h.changed_at) FILTER (WHERE h.state IN ('ACKNOWLEDGED', 'DONE')
                OR (h.state = 'FAILED' AND h.attempts > 0)) AS acknowledged_at
        FROM device_command_states h
        WHERE h.device_id = c.device_id AND h.command_id = c.command_id AND h.created_at = c.created_at
    ) s ON true;

COMMENT ON VIEW v_commands IS
    'Every command with its device''s place and the times of its life. One row per device and command.';
COMMENT ON COLUMN v_commands.device_id IS 'Device, unique in a deployment.';
COMMENT ON COLUMN v_commands.command_id IS 'Identity of the command.';
COMMENT ON COLUMN v_commands.bulk_id IS 'Bulk request it came from; null if it was sent to this device alone.';
COMMENT ON COLUMN v_commands.org IS 'Organisation of the device now; null if it is not known.';
COMMENT ON COLUMN v_commands.site IS 'Site of the device now; null if it is not known.';
COMMENT ON COLUMN v_commands.command IS 'What is to be done.';
COMMENT ON COLUMN v_commands.parameters IS 'Its parameters; null if there are none.';
COMMENT ON COLUMN v_commands.state IS 'QUEUED, SENT, ACKNOWLEDGED, DONE, FAILED or EXPIRED.';
COMMENT ON COLUMN v_commands.finished IS 'Whether nothing will become of it any more.';
COMMENT ON COLUMN v_commands.attempts IS 'How often it was sent (no unit).';
COMMENT ON COLUMN v_commands.created_at IS 'Arrival of the request (UTC).';
COMMENT ON COLUMN v_commands.sent_at IS 'When it was sent first (UTC); null if never.';
COMMENT ON COLUMN v_commands.acknowledged_at IS 'When the device answered first (UTC); null if never.';
COMMENT ON COLUMN v_commands.finished_at IS 'When it came to its end (UTC); null if it has not.';
COMMENT ON COLUMN v_commands.answer_seconds IS 'From the first time it was sent to the first answer, seconds.';
COMMENT ON COLUMN v_commands.deadline IS 'When it is of no use any more (UTC).';
COMMENT ON COLUMN v_commands.message IS 'What the device, or whoever refused it, says; null if nothing.';
COMMENT ON COLUMN v_commands.result IS 'What the device gave back; null if nothing.';
