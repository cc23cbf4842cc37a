-- Runs after every `fleet db migrate`. Makes daily partitions ahead on plain PostgreSQL: missing a run loses
-- nothing, because the default partition takes the rows; the next run moves them. Brings the policies of
-- TimescaleDB to what fleet_settings says.
SELECT fleet_ensure_partitions(now() - INTERVAL '7 days', now() + fleet_setting('partitions.ahead'));
SELECT fleet_apply_policies();
