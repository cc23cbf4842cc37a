-- Commands and their steps go after a time, as versions of shadows do.

-- for retention
CREATE INDEX device_command_states_changed ON device_command_states (changed_at);

COMMENT ON TABLE device_commands IS
    'Where every command of every device stands, until commands.retain after its end. Key: device_id, command_id. A row with a lower (created_at, step) never replaces a higher one. Written by the job timescale from command.states.';
COMMENT ON TABLE device_command_states IS
    'Every change of every command, for as long as the command is kept. Key: device_id, command_id, created_at, step. Written by the job timescale from command.states.';

INSERT INTO fleet_settings (key, value, standard, meaning)
    VALUES ('commands.retain', INTERVAL '90 days', INTERVAL '90 days',
        'Age, by last change, at which commands and their steps are deleted; one that waits for its deadline stays.');

-- A command that is not finished stays until its deadline is as old. The steps of a command that stays, stay.
CREATE FUNCTION fleet_drop_commands(dry_run boolean DEFAULT false) RETURNS SETOF fleet_step
    LANGUAGE plpgsql
AS $$
DECLARE
    cutoff timestamptz := now() - fleet_setting('commands.retain');
    n      bigint;
    task   record;
BEGIN
    FOR task IN
        SELECT * FROM (VALUES
            -- the first condition says no more than the second, but has an index
            ('device_commands', 'FROM device_commands c WHERE c.created_at < $1 AND c.changed_at < $1 '
                'AND (c.state IN (''DONE'', ''FAILED'', ''EXPIRED'') OR c.deadline < $1)'),
            ('device_command_states', 'FROM device_command_states s WHERE s.changed_at < $1 AND NOT EXISTS ('
                'SELECT FROM device_commands c WHERE c.device_id = s.device_id AND c.command_id = s.command_id '
                'AND c.created_at = s.created_at AND NOT (c.created_at < $1 AND c.changed_at < $1 '
                'AND (c.state IN (''DONE'', ''FAILED'', ''EXPIRED'') OR c.deadline < $1)))')
        ) AS past (subject, rows)
    LOOP
        IF dry_run THEN
            EXECUTE 'SELECT count(*) ' || task.rows INTO n USING cutoff;
        ELSE
            EXECUTE 'DELETE ' || task.rows USING cutoff;
            GET DIAGNOSTICS n = ROW_COUNT;
        END IF;
        IF n > 0 THEN
            RETURN NEXT ('retention', task.subject, NULL, cutoff, n, 'DELETE', 'commands.retain')::fleet_step;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_drop_commands(boolean) IS
    'Deletes old commands and their steps, and returns how many. With true it only counts.';

CREATE PROCEDURE fleet_command_maintenance_job(job_id integer, config jsonb)
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fleet_drop_commands();
END
$$;
COMMENT ON PROCEDURE fleet_command_maintenance_job(integer, jsonb) IS
    'fleet_drop_commands for the scheduler of TimescaleDB, every six hours.';

DO $$
BEGIN
    IF fleet_has_timescaledb() THEN
        PERFORM add_job('fleet_command_maintenance_job', INTERVAL '6 hours');
    END IF;
END
$$;
