-- Runs after every `fleet db migrate`: makes daily partitions ahead on plain PostgreSQL. Missing a run
-- loses nothing, because the default partition takes the rows; the next run moves them.
SELECT fleet_ensure_partitions(now() - INTERVAL '7 days', now() + INTERVAL '14 days');
